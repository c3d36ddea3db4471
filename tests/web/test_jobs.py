"""Who writes while others write: one links at a time, and a server that ends does not wait for what has not begun."""

import threading

from sayso.load import Given, load_text
from sayso.settings import shipped
from sayso.web import House
from sayso.web.jobs import Jobs
from tests.web.asking import Plain, events

TEXT = "The ministry of defence said on Monday that border guards shot down a drone near Sumy."


def test_a_ruling_waits_for_the_batch_that_is_being_linked(writer, house: House) -> None:
    ruled: list[Plain] = []
    body = {"ruling": "confirm", "subjects": [events(writer)[0]["claim_ids"][0]], "author": "an editor"}
    with house.writing:
        asking = threading.Thread(target=lambda: ruled.append(writer.post("/api/v1/judgements", json=body)))
        asking.start()
        asking.join(0.5)
        assert not ruled and not house.ledger.judgements()
    asking.join(30)
    assert ruled[0].status_code == 201 and len(house.ledger.judgements()) == 1


def test_a_job_waits_for_whoever_links(house: House) -> None:
    jobs = Jobs(house)
    with house.writing:
        job = jobs.ask("a report", lambda: iter([load_text(TEXT, "a report", Given(), shipped().load)]))
        threading.Event().wait(1.5)
        assert (found := jobs.get(job.id)) and found.state != "done"
    jobs.close()
    assert (found := jobs.get(job.id)) and found.state in ("done", "waiting")


def test_closing_leaves_what_has_not_begun(house: House) -> None:
    jobs, begun, go = Jobs(house), threading.Event(), threading.Event()

    def slow():
        begun.set()
        go.wait(10)
        return iter(())

    jobs.ask("slow", slow)
    begun.wait(10)
    last = [jobs.ask(f"job {number}", lambda: iter(())) for number in range(50)][-1]
    threading.Timer(0.2, go.set).start()
    jobs.close()
    assert (found := jobs.get(last.id)) and found.state == "waiting"
