"""Errors and events for programs: with `--json` and `--progress json` both are JSON as docs/schemas describes it."""

import dataclasses
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from shared import ROOT, Run

import audionews.support.errors
from audionews.support.events import Event

SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs/schemas").glob("*.json")}
REGISTRY = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())

MISTAKES = {
    ("make", "nothere.txt"): ("UsageError", 2),
    ("make", "--bogus"): ("UsageError", 2),
    ("mkae",): ("UsageError", 2),
    ("make", "empty.txt"): ("NoInputError", 3),
    ("make", "story.txt", "--engine", "nobody"): ("UsageError", 2),
}


def conforms(document: object, schema: str) -> None:
    Draft202012Validator(SCHEMAS[schema], registry=REGISTRY).validate(document)


@pytest.mark.parametrize(("words", "expected"), MISTAKES.items(), ids=lambda words: " ".join(map(str, words)))
def test_an_error_is_a_document_or_the_last_event(
    run: Run, tmp_path: Path, words: tuple[str, ...], expected: tuple[str, int]
) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "story.txt").write_text("শিরোনাম\n\nএকটি খবর।\n", encoding="utf-8")
    done = run(*words, "--json")
    document = json.loads(done.stdout)
    conforms(document, "error.schema.json")
    told = run(*words, "--progress", "json")
    event = json.loads(told.stderr.splitlines()[-1])
    conforms(event, "error.schema.json")
    assert event == {"event": "error", **document["error"]}
    assert (document["error"]["kind"], document["error"]["exit_code"]) == expected
    assert done.returncode == told.returncode == expected[1]
    assert told.stdout == ""


def test_what_is_after_two_dashes_asks_for_nothing(run: Run) -> None:
    done = run("make", "--", "--json")
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")


def test_every_event_is_described(run: Run, article: Path) -> None:
    done = run("make", article, "nothere.html", "--engine", "tone", "--progress", "json")
    assert done.returncode == 2
    done = run("make", article, "--engine", "tone", "--progress", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"found", "progress", "finished"} <= {event["event"] for event in events}
    for event in events:
        conforms(event, "events.schema.json")
    kinds = [kind for kind in SCHEMAS["events.schema.json"]["oneOf"] if "properties" in kind]
    told = {
        name: kind
        for kind in kinds
        for name in kind["properties"]["event"].get("enum", [kind["properties"]["event"].get("const")])
    }
    for kind in Event.__subclasses__():
        fields = {field.name for field in dataclasses.fields(kind)}
        assert fields == set(told[kind.__name__.lower()]["required"])


def test_every_error_is_described() -> None:
    kinds = set(SCHEMAS["error.schema.json"]["$defs"]["error"]["properties"]["kind"]["enum"])
    ours = {name for name, value in vars(audionews.support.errors).items() if isinstance(value, type)}
    assert kinds - {"Interrupted", "Terminated"} == ours
