"""Ours beside the peer."""

import pytest
from bench import run, speed


@pytest.mark.parametrize(
    ("ours", "peer", "times"),
    [pytest.param(3.0, 1.5, 2.0, id="faster"), pytest.param(3.0, 9.0, 0.33, id="slower")],
)
def test_ratio(ours, peer, times):
    assert speed.ratio({"reports/s": ours}, {"reports/s": peer}) == times


def test_in_turn_takes_the_better_round(monkeypatch):
    speeds = iter([1.0, 7.0, 2.0, 5.0])
    monkeypatch.setattr(speed, "rate", lambda reader, count, processes: {"reports/s": next(speeds)})
    assert speed.in_turn(["ours", "peer"], 4, 1) == {"ours": {"reports/s": 2.0}, "peer": {"reports/s": 7.0}}


@pytest.mark.parametrize(
    ("installed", "advice"),
    [pytest.param(None, "uv sync --group peer", id="not installed"), pytest.param(True, "python -m training.peer", id="not trained")],
)
def test_without_the_peer_the_figures_say_how_to_get_it(monkeypatch, installed, advice):
    monkeypatch.setattr(speed.importlib.util, "find_spec", lambda name: installed)
    monkeypatch.setattr(speed, "PIPELINE", speed.ROOT / "runs" / "nowhere")
    monkeypatch.setattr(speed, "rate", lambda reader, count, processes: {"reports/s": 1.0 * processes})
    found = speed.rates(4)
    assert advice in found["peer"]
    assert found["two processes"] == {"reports/s": 2.0}


SPEEDS = {speed.OURS: {speed.WALL: 6.0, speed.PROCESSOR: 8.0}, speed.PEER: {speed.WALL: 4.0, speed.PROCESSOR: 4.0}}


def test_with_the_peer_the_ratio_stands_beside_its_rate(monkeypatch):
    monkeypatch.setattr(speed, "missing", lambda: None)
    monkeypatch.setattr(speed, "rate", lambda reader, count, processes: SPEEDS[reader])
    found = speed.rates(4)["peer"]
    assert found["ratio"] == {"one process": 1.5, "two processes": 1.5}
    assert found["ratio of processor time"] == {"one process": 2.0, "two processes": 2.0}


@pytest.mark.parametrize(
    ("needs", "hindrance", "why"),
    [
        pytest.param("", None, None, id="nothing"),
        pytest.param("", "no peer", "no peer", id="another reason"),
        pytest.param("nowhere", None, "nowhere is not here", id="no data"),
    ],
)
def test_a_suite_says_why_it_is_left_out(monkeypatch, tmp_path, needs, hindrance, why):
    monkeypatch.setattr(run, "SHARED", tmp_path)
    assert run.Suite("one", needs, dict, lambda: hindrance).left_out() == why
