"""Takes away what a reading child does not need: other files, other processes, the network. Linux only.

Limits bound what a broken parser costs; this bounds what a hijacked one can reach. The child runs as the same user as
the web process and could else read that one's environment, where the keys are. Uses Landlock (Linux 5.13) and a
network of its own; where the system lacks them the limits and the empty environment remain.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

CREATE_RULESET: Final = 444
ADD_RULE: Final = 445
RESTRICT_SELF: Final = 446
NO_NEW_PRIVILEGES: Final = 38
NEW_USER_AND_NET: Final = 0x10000000 | 0x40000000
READ: Final = 1 << 2 | 1 << 3  # files and folders
FILES_BY_ABI: Final = {1: 13, 2: 14, 3: 15, 4: 15}  # how many kinds of access each version knows; from 5 on 16
SYSTEM: Final = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")


def readable() -> list[str]:
    """What Python itself, its packages and our own code lie in; never the folder above, where data may be."""
    package = str(Path(__file__).resolve().parents[1])
    own = str(Path(package).parent)
    return [*SYSTEM, package, sys.prefix, sys.base_prefix, *(path for path in sys.path if path and path != own)]


def confine(paths: Iterable[str]) -> bool:
    """From here on only `paths` can be read and nothing can be written, run, signalled or reached over the network.

    False where the system cannot do it. There is no way back for the process.
    """
    if sys.platform != "linux":
        return False
    try:
        library = ctypes.CDLL(None, use_errno=True)
        library.unshare(NEW_USER_AND_NET)  # refused in some containers: TCP is still shut below
        return _landlock(library, paths)
    except (OSError, AttributeError):
        return False


def _landlock(library: ctypes.CDLL, paths: Iterable[str]) -> bool:
    abi = library.syscall(CREATE_RULESET, None, 0, 1)
    if abi < 1:
        return False
    handled = (1 << FILES_BY_ABI.get(abi, 16)) - 1
    network, scope = (3 if abi >= 4 else 0), (3 if abi >= 6 else 0)
    attributes = struct.pack("=QQQ", handled, network, scope)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    rules = library.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in set(paths):
            _allow(library, rules, path)
        library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(library.syscall(RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, path: str) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        access = READ if os.path.isdir(path) else 1 << 2
        library.syscall(ADD_RULE, rules, 1, struct.pack("=Qi", access, handle), 0)
    finally:
        os.close(handle)
