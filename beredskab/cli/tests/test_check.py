"""What `beredskab check` promises to whoever runs it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

FICTIONAL = Path(__file__).parents[2] / "frameworks" / "tests" / "fictional"
PLAN = FICTIONAL / "sandved-hel-plan.md"
OLD = FICTIONAL / "lindemark-gammel.md"


def check(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own, without any database in the environment."""
    command = [sys.executable, "-m", "beredskab", "check", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


@pytest.fixture(scope="module")
def answer() -> dict[str, object]:
    """The JSON answer on the whole fictional plan."""
    result = check(PLAN, "--format", "json", "--as-of", "2026-11-21")
    assert result.returncode == 0, result.stderr
    data: dict[str, object] = json.loads(result.stdout)
    return data


def test_json_has_the_public_shape(answer):
    assert {"version", "documents", "elements", "findings"} <= answer.keys()
    for element in answer["elements"]:
        assert {"ref", "id", "force", "verdict", "passages", "why"} <= element.keys()
        assert element["verdict"] in {"covered", "partly", "missing"}
        for passage in element["passages"]:
            assert {"quote", "heading", "page", "confidence"} <= passage.keys()
    for finding in answer["findings"]:
        assert {"code", "severity", "quote", "page", "message"} <= finding.keys()


def test_every_public_ref_is_answered_once(answer):
    concept = [
        f"{group}.{i}" for group, n in zip(range(1, 9), (5, 1, 4, 3, 3, 2, 6, 3), strict=True) for i in range(1, n + 1)
    ]
    expected = [f"P{i}" for i in range(1, 6)] + [f"G{i}" for i in range(1, 11)]
    expected += [f"T{i}" for i in range(1, 5)] + [f"R{i}" for i in range(1, 6)] + concept
    assert sorted(element["ref"] for element in answer["elements"]) == sorted(expected)


def test_the_order_is_law_then_guidance_then_recommendation_then_concept(answer):
    order = ["law", "guidance", "recommendation", "concept"]
    forces = [order.index(element["force"]) for element in answer["elements"]]
    assert forces == sorted(forces)


def test_every_quote_stands_verbatim_in_the_text(answer):
    text = " ".join(re.sub(r"[*|#>-]", " ", PLAN.read_text(encoding="utf-8")).split())
    for element in answer["elements"]:
        for passage in element["passages"]:
            for line in passage["quote"].splitlines():
                assert " ".join(re.sub(r"[*|#>-]", " ", line).split()) in text


def test_the_same_file_gives_the_same_answer():
    first, second = (check(OLD, "--format", "json", "--as-of", "2026-11-21").stdout for _ in range(2))
    assert first == second


def test_the_day_is_printed_in_every_format(tmp_path):
    assert "1. marts 2026" in check(PLAN, "--as-of", "2026-03-01").stdout
    assert json.loads(check(PLAN, "--as-of", "2026-03-01", "--format", "json").stdout)["as_of"] == "2026-03-01"
    assert "1. marts 2026" in check(PLAN, "--as-of", "2026-03-01", "--format", "html").stdout
    out = tmp_path / "svar.docx"
    assert check(PLAN, "--as-of", "2026-03-01", "--format", "docx", "--output", out).returncode == 0
    import mammoth

    with out.open("rb") as file:
        assert "1. marts 2026" in mammoth.extract_raw_text(file).value


def test_text_shows_the_matrix_before_the_requirements_and_the_findings_last():
    text = check(OLD, "--as-of", "2026-11-21").stdout
    places = [text.index(mark) for mark in ("På tværs", "P1", "Bemærkninger til teksten")]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 120


def test_english_is_complete_in_the_frame_of_the_answer():
    text = check(PLAN, "--lang", "en").stdout
    assert "Does our preparedness hold?" in text
    for danish in ("Holder vores", "mangler", "Tjekket pr.", "Ikke fundet"):
        assert danish not in text


def test_the_html_file_is_self_contained():
    html = check(PLAN, "--format", "html").stdout
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert re.search(r'<html lang="da">', html)


def test_one_framework_alone_can_be_asked_for():
    data = json.loads(check(PLAN, "--framework", "dk-law", "--format", "json").stdout)
    assert {element["force"] for element in data["elements"]} == {"law"}


def test_a_local_profile_adds_elements_and_leaves_out_what_is_not_relevant_with_the_reason(tmp_path):
    profile = tmp_path / "profil.yaml"
    profile.write_text(
        "municipality: Sandved Kommune\nnot_relevant: {concept-8-1: Politiet har eget lokale}\n",
        encoding="utf-8",
    )
    data = json.loads(check(PLAN, "--profile", profile, "--format", "json").stdout)
    assert "8.1" not in {element["ref"] for element in data["elements"]}
    assert any("8.1" in note and "eget lokale" in note for note in data["notes"])


def test_a_local_profile_can_never_weaken_the_law(tmp_path):
    profile = tmp_path / "profil.yaml"
    profile.write_text("municipality: Sandved Kommune\nnot_relevant: {law-p3: Det gider vi ikke.}\n", encoding="utf-8")
    result = check(PLAN, "--profile", profile)
    assert result.returncode == 3
    assert "law-p3" in result.stderr


def test_several_files_are_one_plan():
    data = json.loads(check(PLAN, OLD, "--format", "json").stdout)
    assert [document["name"] for document in data["documents"]] == [PLAN.name, OLD.name]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["findes-ikke.docx"], 3, "findes ikke"),
        ([FICTIONAL], 3, "mappe"),
        ([PLAN, "--as-of", "i går"], 2, "ikke en dato"),
        ([PLAN, "--framework", "dk-ukendt"], 2, "dk-concept-2018"),
        ([], 2, "FILE"),
        ([PLAN, "--output", "/findes/ikke/svar.html"], 2, "kan ikke skrives"),
    ],
)
def test_a_wrong_call_is_one_clear_sentence_and_a_documented_code(arguments, code, says):
    result = check(*arguments)
    assert result.returncode == code
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_strict_says_with_its_exit_code_that_the_law_is_not_met():
    assert check(OLD, "--strict").returncode == 1
    assert check(OLD).returncode == 0


def test_checking_never_loads_django_or_a_database_driver():
    code = "import sys; from beredskab.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", code, "check", str(PLAN)], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(result.stderr.split())
    assert not {"django", "psycopg", "typst", "jsonschema"} & loaded
