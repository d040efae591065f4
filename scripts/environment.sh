#!/bin/sh
# Makes .venv and the site's styles and scripts from the lock files. Usage: environment.sh run|dev
# Each step leaves a stamp with the checksum of what it was made from, so that doing it again takes no time.
set -eu
kind=$1
cd "$(dirname "$0")/.."
stop() { echo "beredskab: $1" >&2; exit 2; }

# --- Python ---------------------------------------------------------------------------------------------------------
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
if [ ! -x .venv/bin/python ] || ! recent .venv/bin/python; then
  python=
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if recent "$candidate"; then python=$candidate; break; fi
  done
  [ -n "$python" ] || stop "Python 3.11 eller nyere mangler: installér den, eller sæt PYTHON til den."
  rm -rf .venv
  echo "Laver miljøet i .venv ..."
  "$python" -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; stop "Python kan ikke lave et miljø: installér pakken python3-venv."; }
fi

sum() { cat "$@" | cksum; }
made() { [ -f ".venv/stamp-$1" ] && [ "$(cat ".venv/stamp-$1")" = "$2" ]; }
stamp() { echo "$2" > ".venv/stamp-$1"; }

dev=$(sum requirements/dev.txt)
run=$(sum requirements/run.txt)
# What a developer has installed holds all that running needs.
if ! made dev "$dev" && { [ "$kind" = dev ] || ! made run "$run"; }; then
  echo "Henter Python-pakkerne fra requirements/$kind.txt ..."
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "requirements/$kind.txt" \
    >.venv/pip.log 2>&1 || { tail -n 15 .venv/pip.log >&2; stop "Python-pakkerne kunne ikke hentes; hele loggen er .venv/pip.log."; }
  if [ "$kind" = dev ]; then stamp dev "$dev"; else stamp run "$run"; fi
fi

# The checkout itself: importable, and with its command, without building anything.
if [ ! -x .venv/bin/beredskab ]; then
  pwd > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/beredskab-checkout.pth"
  printf '#!/bin/sh\nexec "$(dirname "$0")/python" -m beredskab "$@"\n' > .venv/bin/beredskab
  chmod 755 .venv/bin/beredskab
fi

# --- Styles and scripts ---------------------------------------------------------------------------------------------
packages=$(sum package.json package-lock.json)
sources=$(find assets package-lock.json -type f | LC_ALL=C sort | while read -r file; do cksum "$file"; done | cksum)
if ! made assets "$sources" || [ ! -f beredskab/web/static/dist/site.css ]; then
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' >/dev/null 2>&1 \
    || stop "Node 20 eller nyere mangler: installér den (den bruges kun til at bygge)."
  if ! made npm "$packages" || [ ! -d node_modules ]; then
    echo "Henter pakkerne til siderne ..."
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >.venv/npm.log 2>&1 \
      || { tail -n 15 .venv/npm.log >&2; stop "npm-pakkerne kunne ikke hentes; hele loggen er .venv/npm.log."; }
    stamp npm "$packages"
  fi
  echo "Bygger siderne ..."
  npm run --silent build >.venv/build.log 2>&1 || { tail -n 15 .venv/build.log >&2; stop "Siderne kunne ikke bygges; hele loggen er .venv/build.log."; }
  stamp assets "$sources"
fi
