"""`gnomon replay` on a real server: every exit status, the budget, and going on after an interruption."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gnomon.replaying import ITEMS, Asked, data, logged_calls, replay, replay_process, sent
from tests.support.gate import Gate
from tests.support.server import Gnomon

JUDGE = ("--judge", "fake/judge-1", "--budget-calls", "1000")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gnomon, Asked]]:
    with logged_calls(Path(tmp_path_factory.mktemp("replay"))) as both:
        yield both


def test_a_better_candidate_exits_with_0(served: tuple[Gnomon, Asked]) -> None:
    """It gets the logged bytes but for the model, its own key, and headers of the allow-list, at its own upstream's
    path, whose query has only what was logged; the judge is blind."""
    gnomon, asked = served
    done = replay(
        gnomon, "--to", "fake/better", "--name", "up", *JUDGE, "--candidate-key-env", "CANDIDATE_KEY", "--json"
    )
    assert (done.status, done.err) == (0, "")
    assert sorted(asked.bodies["better"]) == sorted(sent(number, "better") for number in range(ITEMS))
    assert asked.targets["better"] == {"/v1/chat/completions", "/v1/chat/completions?api-version=1"}
    headers = asked.headers["better"]
    assert (headers["authorization"], headers["openai-beta"]) == ("Bearer sk-candidate", "x=1")
    assert not [name for name in headers if name.startswith("helicone")]
    end = done.json
    assert (end["verdict"]["state"], end["verdict"]["pairs"], end["calls"], end["judge_calls"]) == (
        "better",
        30,
        30,
        60,
    )
    assert end["verdict"]["difference"] == 1
    assert end["cost_usd"] == pytest.approx(90 * 100 * 100 / 1e6)
    assert end["run"]["state"] == "done"
    (pair,) = [each for each in end["pairs"] if each["item_id"] == "item-7"]
    made = data(gnomon, "GET", f"/v1/request/{pair['candidate_id']}")
    assert made["properties"] == {"Experiment-Id": "up", "Item-Id": "item-7"}
    scores = {score["name"]: score for score in made["score_details"]}
    assert (scores["replay_orders_agree"]["value"], end["orders_disagree"]) == (True, 0)
    score = scores["replay_preference"]
    assert (score["value"], score["evaluator"]) == (1, "replay")
    assert (score["experiment_id"], score["item_id"]) == ("up", "item-7")
    assert "Original first: answer 2. because" in score["comment"]
    before = asked.count("better"), asked.count("judge-1")
    again = replay(gnomon, "--to", "fake/better", "--name", "up", *JUDGE)
    assert again.status == 0
    assert (asked.count("better"), asked.count("judge-1")) == before
    assert again.err == "Going on with the run up.\n"
    assert "The candidate is better: over 30 pairs" in again.out


def test_a_worse_candidate_exits_with_1(served: tuple[Gnomon, Asked]) -> None:
    """The end names pairs that got worse."""
    gnomon, _ = served
    done = replay(gnomon, "--to", "fake/worse", "--name", "down", *JUDGE)
    assert done.status == 1, done
    assert "The candidate is worse: over 30 pairs, the net share of preferences is -1" in done.out
    assert "item-" in done.out.partition("Worse on, for instance:")[2]


def test_answers_that_are_alike_are_not_worse(served: tuple[Gnomon, Asked]) -> None:
    """30 pairs pass with a margin of 0.1, and do not with 0.05: then the exit status is 2."""
    gnomon, _ = served
    passed = replay(gnomon, "--to", "fake/alike", "--name", "tie", *JUDGE)
    assert passed.status == 0, passed
    assert "The candidate is not worse: over 30 pairs, the net share of preferences is 0" in passed.out
    narrow = replay(gnomon, "--to", "fake/alike", "--name", "narrow", *JUDGE, "--margin", "0.05")
    assert narrow.status == 2, narrow
    assert "pairs would decide it" in narrow.out


def test_a_judge_that_always_prefers_the_first_answer_proves_nothing(served: tuple[Gnomon, Asked]) -> None:
    """Its preferences cancel out to no difference, whatever the answers are; the verdict says how often it changed."""
    gnomon, _ = served
    judge = ("--judge", "fake/judge-of-the-first", "--budget-calls", "1000")
    done = replay(gnomon, "--to", "fake/alike", "--name", "first", *judge, "--json")
    assert (done.status, done.json["orders_disagree"], done.json["verdict"]["state"]) == (2, 30, "not_enough")
    assert done.json["verdict"]["sentence"].endswith(
        "with a margin of 0.1, but the judge's preference changed with the order of the answers in 30 of 30 pairs."
    )
    assert done.json["run"]["verdict"] == "not_enough"


def test_a_candidate_does_not_pass_by_empty_answers(served: tuple[Gnomon, Asked]) -> None:
    """Those that it gives are better, but 3 of 30 are empty, and no judge is asked about them."""
    gnomon, _ = served
    done = replay(gnomon, "--to", "fake/mute", "--name", "mute", *JUDGE)
    assert done.status == 2, done
    assert "Calls without a pair: 3 empty_answer." in done.out
    assert "30 calls of the candidate, 54 of the judge" in done.out
    assert "with a margin of 0.1, but 3 of 30 calls of the candidate have no pair." in done.out


def test_a_candidate_that_wants_an_hour_is_asked_once(served: tuple[Gnomon, Asked]) -> None:
    gnomon, asked = served
    done = replay(gnomon, "--to", "fake/busy", "--name", "busy", "--calls", "1", *JUDGE)
    assert (done.status, asked.count("busy")) == (2, 1), done


def test_a_name_whose_calls_are_of_another_run_is_refused(served: tuple[Gnomon, Asked]) -> None:
    """The run was deleted, its calls were not: they would be taken for the answers of the new candidate."""
    gnomon, asked = served
    replay(gnomon, "--to", "fake/better", "--name", "again", "--calls", "3", *JUDGE)
    data(gnomon, "DELETE", "/v1/replays/again")
    made = asked.count("worse")
    done = replay(gnomon, "--to", "fake/worse", "--name", "again", "--calls", "3", *JUDGE)
    assert (done.status, asked.count("worse")) == (3, made), done
    assert done.err.startswith("--name: the log has 9 calls of an earlier run or a shadow named again")


def test_errors_exit_with_3(served: tuple[Gnomon, Asked]) -> None:
    """Also those that other commands answer with 2, which is a verdict here."""
    gnomon, _ = served
    few = replay(gnomon, "--to", "fake/better", "--name", "taken", "--judge", "fake/judge-1", "--budget-calls", "3")
    assert few.status == 2, few
    long = gnomon.folder / "criteria.txt"
    long.write_text("x" * 100_001)
    for options, message in (
        (("--to", "fake/alike", *JUDGE, "--direction", "lower"), "--direction lower is for scores"),
        (("--to", "fake/alike", *JUDGE, "--budget", "nan"), "--budget: must be a number above 0, got nan"),
        (("--to", "fake/alike", *JUDGE, "--margin", "0"), "--margin: must be a number above 0, got 0"),
        (("--to", "fake/alike", *JUDGE, "--since", "monday"), "--since: must be a time in ISO 8601"),
        (("--to", "fake/alike", *JUDGE, "--filter", '{"x": 1}'), "--filter: unknown table"),
        (("--to", "fake/alike", *JUDGE, "--name", "a/b"), "--name: must be up to 100 letters"),
        (("--to", "fake/alike", *JUDGE, "--criteria-from", str(long)), "--criteria-from: String should have at most"),
        (("--to", "fake/alike", *JUDGE, "--prompt-from", "/dev/null"), "--prompt-from: /dev/null is empty"),
        (("--to", "fake/alike", *JUDGE, "--candidate-key-env", "BAD_KEY"), "has characters that no header may have"),
        (("--to", "fake/alike", *JUDGE, "--url", "http://exa[mple"), "--url must be the URL of a server"),
        (("--to", "fake/\udcff", *JUDGE), "failed for a fault of Gnomon"),
        (("--to", "fake/better", "--judge", "nowhere/judge-1", "--budget-calls", "9"), "is no upstream of this server"),
        (("--to", "fake/better", "--judge", "fake/judge-1", "--nothing"), "No such option"),
        (("--to", "better", *JUDGE), "--to must be UPSTREAM/MODEL"),
        (("--to", "fake/better", "--budget-calls", "9"), "Say what compares the answers"),
        (("--to", "fake/better", "--judge", "fake/judge-1"), "--budget or --budget-calls"),
        (
            ("--to", "fake/worse", "--judge", "fake/judge-1", "--budget", "1", "--name", "priceless"),
            "has no price, so --budget cannot be kept",
        ),
        (("--to", "fake/better", "--score", "polite", "--budget-calls", "9"), "--margin is needed"),
        (("--to", "fake/worse", "--name", "taken", *JUDGE), "the run has another candidate; use another name"),
    ):
        done = replay(gnomon, *options)
        assert done.status == 3, done
        assert message in " ".join(done.err.replace("│", " ").split()), done
    run = data(gnomon, "GET", "/v1/replays/priceless")["run"]
    assert run["state"] == "stopped"
    assert "has no price" in run["reason"]


def test_a_candidate_that_fails_proves_nothing(served: tuple[Gnomon, Asked]) -> None:
    gnomon, _ = served
    done = replay(gnomon, "--to", "fake/failing", "--name", "failing", *JUDGE)
    assert done.status == 2, done
    assert "Calls without a pair: 30 status_400." in done.out


def test_a_budget_stops_cleanly_and_a_higher_one_goes_on(served: tuple[Gnomon, Asked]) -> None:
    """What a pair may cost is reserved before, so that no pair is begun that could not be paid."""
    gnomon, asked = served
    options = ("--to", "fake/better", "--name", "saving", "--judge", "fake/judge-1", "--concurrency", "3")
    made = asked.count("better")
    few = replay(gnomon, *options, "--budget-calls", "17")
    assert few.status == 2, few
    assert "Stopped: the budget of 17 calls is reached." in few.out
    assert asked.count("better") == made + 5
    run = data(gnomon, "GET", "/v1/replays/saving")
    assert (run["run"]["state"], run["run"]["verdict"], run["verdict"]["pairs"]) == ("stopped", "not_enough", 5)
    costly = replay(gnomon, *options, "--budget", "0.0001")
    assert "Stopped: the budget of 0.0001 USD is reached." in costly.out
    assert asked.count("better") == made + 5
    enough = replay(gnomon, *options, "--budget-calls", "90")
    assert enough.status == 0, enough
    assert asked.count("better") == made + ITEMS
    assert data(gnomon, "GET", "/v1/replays/saving")["judge_calls"] == 2 * ITEMS


def test_an_interrupted_run_goes_on(served: tuple[Gnomon, Asked]) -> None:
    """Ctrl-C stops a process of its own; the same command makes what is missing, and nothing twice."""
    gnomon, asked = served
    options = ("--to", "fake/alike", "--name", "cut", *JUDGE, "--concurrency", "1")
    made = asked.count("alike")
    asked.gate = Gate()
    asked.gate.release(3)
    process = replay_process(gnomon, *options)
    asked.gate.wait_arrived(4)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    asked.gate.open()
    assert (process.returncode, said.endswith("The same command with --name 'cut' goes on.\n")) == (130, True), said
    assert data(gnomon, "GET", "/v1/replays/cut")["run"]["reason"] == "interrupted"
    process = replay_process(gnomon, *options)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0, out
    assert asked.count("alike") - made == ITEMS + 1  # the call that was cut is made again
    run = data(gnomon, "GET", "/v1/replays/cut")
    assert (run["calls"], run["judge_calls"], run["verdict"]["pairs"]) == (ITEMS, 2 * ITEMS, ITEMS)


def test_existing_scores_can_compare(served: tuple[Gnomon, Asked]) -> None:
    """The evaluator scores both sides, and its scores decide; what the candidate is asked has another system prompt."""
    gnomon, asked = served
    prompt = gnomon.folder / "prompt.txt"
    prompt.write_text('Say "please".\n')
    options = ("--evaluator", "polite", "--margin", "0.1", "--budget-calls", "30", "--prompt-from", str(prompt))
    done = replay(gnomon, "--to", "fake/better", "--name", "scored", *options, "--json")
    assert done.status == 0, done
    verdict = done.json["verdict"]
    assert (verdict["first_mean"], verdict["second_mean"], verdict["pairs"]) == (0, 1, ITEMS)
    assert "difference of polite is +1" in verdict["sentence"]
    asked_with = json.loads(asked.bodies["better"][-1])
    assert asked_with["messages"][0] == {"role": "system", "content": 'Say "please".'}
    down = replay(gnomon, "--to", "fake/better", "--name", "lower", "--direction", "lower", *options)
    assert down.status == 1, down


def test_an_evaluator_scores_no_other_calls(served: tuple[Gnomon, Asked]) -> None:
    """Of 30 logged calls, 12 were sent again: the evaluator, which may be a costly judge, scores no others."""
    gnomon, _ = served
    options = ("--evaluator", "sparing", "--margin", "0.1", "--budget-calls", "30", "--calls", "12")
    done = replay(gnomon, "--to", "fake/better", "--name", "spared", *options)
    assert done.status == 0, done
    totals = [run["total"] for run in data(gnomon, "GET", "/v1/evaluators/sparing/backfills")]
    assert totals == [12, 12]


def test_the_runs_are_listed_and_deleted(served: tuple[Gnomon, Asked]) -> None:
    gnomon, _ = served
    replay(gnomon, "--to", "fake/alike", "--name", "short lived", "--calls", "3", *JUDGE)
    runs: list[Any] = data(gnomon, "GET", "/v1/replays")
    assert runs[0]["name"] == "short lived"
    assert runs[0]["planned"] == 3
    data(gnomon, "DELETE", "/v1/replays/short%20lived")
    assert "short lived" not in [run["name"] for run in data(gnomon, "GET", "/v1/replays")]
