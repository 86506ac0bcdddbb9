"""The pages of jobs, and what comes of what is sent to them; done in this process, one after another."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from smoulder.records.errors import BadLedger
from smoulder.store.events import open_events
from smoulder.store.jobs import Job
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import LEAVES, Site, in_inbox
from smoulder.web.jobs.folders import folder_of
from smoulder.web.jobs.log import NAME
from smoulder.web.jobs.uploads import inbox_files, safe_name
from tests.reading.ged_samples import event, write_ged
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.team import join, team_house


def done(house: House) -> Job:
    """The job that waits longest, done here."""
    job = do_next(Site(house.chosen))
    assert job is not None
    return job


def sent(browser: Browser, name: str, content: bytes, **fields: str) -> str:
    """The page after a file was sent to be loaded."""
    browser.see("/jobs/start/new")
    answer = browser.client.post(
        "/jobs/start/load",
        data={"csrf": browser.csrf, "source": "ucdp", **fields},
        files={"files": (name, content)},
    )
    return answer.text


def bomb() -> bytes:
    """A zip archive of 300 MB of nothing."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("events.csv", "w") as into,
    ):
        for _ in range(300):
            into.write(bytes(2**20))
    return packed.getvalue()


def test_a_file_that_is_sent_is_loaded_and_its_job_says_so(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    file = write_ged(tmp_path / "ged211.csv", [event(1), event(2)])
    page = sent(browser, "ged211.csv", file.read_bytes())
    assert "Load data" in page
    assert "waits" in page
    assert "End the job" in page
    job = done(house)
    assert (job.state, job.error, job.result) == ("done", "", {"files": ["ged211.csv"]})
    assert len(open_events(house.chosen.data).events(9001)) == 2
    page = browser.see(f"/jobs/{job.id}").text
    assert "2 rows read, 2 added" in page
    assert "desk one" in page
    assert "End the job" not in page
    assert str(house.chosen.data) not in page
    assert "2 rows read" in browser.see(f"/jobs/{job.id}/log").text
    assert "ged211.csv" in words_of(browser.see("/jobs?state=done&kind=load").text)
    assert "No job of this kind" in browser.see("/jobs?state=failed").text


def workbook_bomb() -> bytes:
    """A workbook whose one sheet is 300 MB of nothing."""
    packed = io.BytesIO()
    inside = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(inside, "w") as into:
        for _ in range(300):
            into.write(bytes(2**20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bomb.zip", bomb(), "bomb.zip would unpack from"),
        ("bomb.xlsx", workbook_bomb(), "bomb.xlsx would unpack from"),
        ("broken.zip", b"PK\x03\x04 and no more", "is no zip archive that can be opened"),
        ("events.csv", b"\x00\x01\x02\xff" * 500, "events.csv"),
        ("empty.csv", b"", "empty.csv"),
        ("page.csv", b"<html><body><script>alert(1)</script></body></html>", "page.csv"),
    ],
)
def test_what_cannot_be_loaded_ends_in_a_plain_line(
    browser: Browser, house: House, name: str, content: bytes, words: str
) -> None:
    sent(browser, name, content, vintage="26.1")
    job = done(house)
    assert job.state == "failed"
    assert words in job.error
    for odd in ("Traceback", "--", "smoulder load", str(house.chosen.data)):
        assert odd not in job.error
    shown = browser.see(f"/jobs/{job.id}").text
    assert words in shown
    assert "<script>alert" not in shown
    assert not open_events(house.chosen.data).manifest().segments


def test_an_archive_that_holds_no_report_says_so_for_each_file(browser: Browser, house: House) -> None:
    browser.see("/jobs/start/new")
    sent_ = {"csrf": browser.csrf, "conflict": "1"}
    files = [("files", ("bomb.zip", bomb())), ("files", ("a.txt", b"\x00\xff" * 500))]
    browser.client.post("/jobs/start/read", data=sent_, files=files)
    job = done(house)
    assert (job.state, job.result and job.result["incomplete"]) == ("done", True)
    page = browser.see(f"/jobs/{job.id}").text
    assert "Some of it could not be done" in page
    assert "is a zipped document" in page
    assert "is not text" in page
    assert str(house.chosen.data) not in page


def test_a_path_in_the_name_of_a_file_leads_nowhere(browser: Browser, house: House, tmp_path: Path) -> None:
    file = write_ged(tmp_path / "ged211.csv", [event(1)])
    sent(browser, "../../../ged211.csv", file.read_bytes())
    job = house.store.jobs.list()[0]
    assert job.wants["files"][0]["name"] == "ged211.csv"
    assert [one.name for one in (folder_of(house.chosen.data, job.id) / "in").iterdir()] == ["ged211.csv"]
    assert done(house).state == "done"
    assert safe_name("a" * 300 + ".csv").endswith(".csv")
    assert safe_name("\u202egpj.exe\x00/..") == "file"


def test_the_inbox_gives_out_its_own_files_alone(browser: Browser, house: House, tmp_path: Path) -> None:
    inbox = house.chosen.data / "inbox"
    inbox.mkdir()
    write_ged(inbox / "ged211.csv", [event(1)])
    (inbox / "leads out.csv").symlink_to(write_ged(tmp_path / "other.csv", [event(2)]))
    (inbox / ".hidden").write_text("")
    assert inbox_files(house.chosen.data) == ["ged211.csv"]
    browser.see("/jobs/start/new")
    browser.send("/jobs/start/load", source="ucdp", inbox="ged211.csv")
    assert done(house).state == "done"
    (inbox / "folder").mkdir()
    (inbox / "folder" / "inside.csv").symlink_to(inbox / "ged211.csv")
    (inbox / "odd").mkdir()
    (inbox / "odd" / "out.csv").symlink_to(tmp_path / "other.csv")
    assert in_inbox(house.chosen.data, "folder").is_dir()
    for name in ("leads out.csv", "ged999.csv", "odd"):
        browser.send("/jobs/start/load", source="ucdp", inbox=name)
        assert "is not in the folder inbox" in done(house).error
    for name in ("../workbench.key", "/etc/passwd", "a/../../b", ".hidden", "-rf", "a\\b"):
        answer = browser.send("/jobs/start/load", source="ucdp", inbox=name)
        assert answer.status_code == 422
        assert "file of the inbox" in answer.text.lower()
    assert len(house.store.jobs.list()) == 4


def test_what_a_form_holds_never_becomes_an_option(browser: Browser, house: House) -> None:
    browser.see("/jobs/start/new")
    for path, fields in (
        ("load", {"source": "--data=/tmp", "inbox": "a.csv"}),
        ("load", {"source": "ucdp", "inbox": "a.csv", "vintage": "--settings=/etc/passwd"}),
        ("load", {"source": "ucdp", "inbox": "a.csv", "countries": "--json"}),
        ("fetch", {"source": "ucdp", "release": "../26.1"}),
        ("backtest", {"what": "counts", "years": "2018; rm -rf /"}),
        ("load", {"source": "ucdp"}),
    ):
        assert browser.send(f"/jobs/start/{path}", **fields).status_code == 422
    assert not house.store.jobs.list()
    assert not [one for one in (house.chosen.data / "jobs").glob("*") if one.is_dir()]


def test_the_same_that_waits_is_one_job_and_leaves_no_files_behind(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    content = write_ged(tmp_path / "ged211.csv", [event(1)]).read_bytes()
    for _ in range(2):
        sent(browser, "ged211.csv", content)
    sent(browser, "ged211.csv", content + b"\n")
    jobs = house.store.jobs.list()
    assert len(jobs) == 2
    folders = [one.name for one in (house.chosen.data / "jobs").iterdir() if one.is_dir()]
    assert sorted(folders) == sorted(one.id for one in jobs)


def test_a_waiting_job_is_ended_on_its_page(browser: Browser, house: House) -> None:
    browser.see("/jobs/start/new")
    browser.send("/jobs/start/watch")
    job = house.store.jobs.list()[0]
    page = browser.send(f"/jobs/{job.id}/cancel").text
    assert "It is ended." in page
    assert "ended early" in page
    assert do_next(Site(house.chosen)) is None


def test_a_fault_of_ours_is_told_in_one_line_and_noted_in_the_log(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.desk.watched_series.look_at", lambda *_: 1 / 0)
    browser.see("/jobs/start/new")
    browser.send("/jobs/start/watch")
    job = done(house)
    assert job.error == "something went wrong here, and it is our fault; the log says where"
    log = (folder_of(house.chosen.data, job.id) / NAME).read_text()
    assert "ZeroDivisionError" in log
    assert str(Path(__file__).parents[2]) not in log


def test_neither_the_error_nor_the_log_of_a_job_names_where_the_house_keeps_its_things(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"postgresql://desk@db.example:5432/cases did not answer; see {house.chosen.data}/groups.toml"

    def broken(_: object) -> dict[str, object]:
        raise BadLedger(said)

    monkeypatch.setattr("smoulder.web.jobs.news.watch", broken)
    browser.see("/jobs/start/new")
    browser.send("/jobs/start/watch")
    job = done(house)
    assert job.error == "the ledger did not answer; see groups.toml"
    log = (folder_of(house.chosen.data, job.id) / NAME).read_text()
    assert "Failed: the ledger did not answer; see groups.toml" in log


def test_what_a_library_makes_of_an_interrupt_is_no_fault_of_the_job(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_to_leave(doing: object) -> dict[str, object]:
        LEAVES.set()
        raise RuntimeError("interrupted in the middle of a query")

    monkeypatch.setattr("smoulder.web.jobs.news.watch", told_to_leave)
    browser.send("/jobs/start/watch")
    (job,) = house.store.jobs.list()
    try:
        with pytest.raises(KeyboardInterrupt):
            do_next(Site(house.chosen))
    finally:
        LEAVES.clear()
    found = house.store.jobs.find(job.id)
    assert found is not None
    assert (found.state, found.error) == ("running", "")


def test_too_many_jobs_of_one_person_are_refused(browser: Browser, house: House) -> None:
    browser.see("/jobs/start/new")
    for year in range(2005, 2026):
        answer = browser.send("/jobs/start/backtest", what="counts", years=str(year))
    assert answer.status_code == 422
    assert "20 jobs of yours wait already" in answer.text
    assert len(house.store.jobs.list()) == 20


def test_files_of_a_job_are_given_out_by_their_names_alone(browser: Browser, house: House) -> None:
    from smoulder.store.jobs import Asked
    from smoulder.web.jobs.folders import place_of

    asked = Asked("read", {}, "desk one", None, None, place_of(house.chosen.data))
    job = house.store.jobs.add(asked, house.clock())
    out = folder_of(house.chosen.data, job.id) / "out"
    (out / "charts").mkdir(parents=True)
    (out / "charts" / "a.svg").write_text("<svg onload='alert(1)'/>")
    (out / "other").write_text("")
    house.store.jobs.claim(asked.place, ("read",), house.clock())
    house.store.jobs.end(job.id, "done", house.clock(), result={"out": ["charts/a.svg", "gone.html"]})
    assert "charts/a.svg" in browser.see(f"/jobs/{job.id}").text
    given = browser.see(f"/jobs/{job.id}/files/charts/a.svg")
    assert given.headers["content-disposition"].startswith("attachment")
    for name in ("other", "gone.html", "../log.txt", "%2e%2e/%2e%2e/place", "charts"):
        assert browser.see(f"/jobs/{job.id}/files/{name}").status_code == 404
    for id_ in ("%2e%2e%2fplace", "place", "000000000000"):
        assert browser.see(f"/jobs/{id_}").status_code == 404


def test_a_job_is_seen_by_who_sees_its_case_by_who_asked_and_by_who_runs_jobs(folder: Path) -> None:
    from smoulder.store.jobs import Asked
    from smoulder.web.guard.refused import NotHere, Refused
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.jobs.folders import place_of
    from smoulder.web.jobs.kinds import AnswerWants, ResolveWants
    from smoulder.web.work import ask_for, end_job, find_job, seen_by

    with team_house(folder) as house:
        people = {}
        for role in ("reader", "analyst", "editor"):
            account = join(house, role)
            people[role] = Visitor(account.name, account.id, account.role)
        place, jobs = place_of(folder), house.store.jobs
        mine = Asked("assess", {}, "Anna", people["analyst"].account, None, place)
        own = jobs.add(mine, house.clock())
        case = jobs.add(
            Asked("answer", {}, "Anna", people["analyst"].account, "no-such-case", place), house.clock()
        )
        assert [one.id for one in seen_by(house, people["analyst"], [own])] == [own.id]
        assert [one.id for one in seen_by(house, people["editor"], [own])] == [own.id]
        assert seen_by(house, people["reader"], [own]) == []
        with pytest.raises(NotHere):
            find_job(house, people["reader"], own.id)
        with pytest.raises(Refused):
            ask_for(house, people["analyst"], "resolve", ResolveWants())
        with pytest.raises(NotHere):
            ask_for(house, people["analyst"], "answer", AnswerWants(case_id="no-such-case"))
        assert ask_for(house, people["editor"], "resolve", ResolveWants()).who == people["editor"].name
        for one in people.values():
            assert bool(seen_by(house, one, [case])) == (
                "no-such-case" not in house.store.access.hidden(one.account or "", {"no-such-case"})
            )
        assert end_job(house, people["editor"], own.id).state == "cancelled"


def test_files_of_names_in_other_letters_are_all_taken_with_their_endings(
    browser: Browser, house: House
) -> None:
    names = [f"{letter}.txt" for letter in "ابتثجحخدذرزسشصضطظ"]
    browser.see("/jobs/start/new")
    answer = browser.client.post(
        "/jobs/start/read",
        data={"csrf": browser.csrf},
        files=[
            ("files", (name, f"Report {name}".encode())) for name in (*names, "تقرير.csv", "x" * 200 + ".csv")
        ],
        follow_redirects=False,
    )
    assert answer.status_code == 303
    wanted = [one["name"] for one in house.store.jobs.list()[0].wants["files"]]
    assert wanted[:3] == ["file.txt", "file-2.txt", "file-3.txt"]
    assert wanted[16:18] == ["file-17.txt", "file.csv"]
    assert wanted[18].endswith("x.csv")
    there = (folder_of(house.chosen.data, house.store.jobs.list()[0].id) / "in").iterdir()
    assert sorted(one.name for one in there) == sorted(wanted)


def test_files_of_one_name_stay_apart_and_keep_their_endings(browser: Browser, house: House) -> None:
    browser.see("/jobs/start/new")
    given = ["a.tar.gz", "a.tar.gz", "A.tar.gz", "in/a", "a", ".hidden", "报告.tar.gz"]
    browser.client.post(
        "/jobs/start/read", data={"csrf": browser.csrf}, files=[("files", (name, b"x")) for name in given]
    )
    wanted = [one["name"] for one in house.store.jobs.list()[0].wants["files"]]
    assert wanted == ["a.tar.gz", "a-2.tar.gz", "A-3.tar.gz", "a", "a-2", "hidden", "file.tar.gz"]


def test_a_page_of_a_case_writes_nothing_to_the_disk(case: str, browser: Browser, house: House) -> None:
    from smoulder.web.jobs.folders import place_of

    place = place_of(house.chosen.data)
    folder = house.chosen.data / "jobs"
    folder.chmod(0o500)
    before = folder.stat().st_mtime_ns
    try:
        assert browser.see(f"/cases/{case}").status_code == 200
        assert place_of(house.chosen.data) == place
    finally:
        folder.chmod(0o700)
    assert folder.stat().st_mtime_ns == before


def test_countries_with_a_stroke_in_their_names_are_loaded(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    file = write_ged(tmp_path / "ged211.csv", [event(1)])
    sent(browser, "ged211.csv", file.read_bytes(), countries="Guinea-Bissau, Iraq")
    assert house.store.jobs.list()[0].wants["countries"] == "Guinea-Bissau, Iraq"
    assert sent(browser, "ged211.csv", b"other", countries="--pass-through").count("--pass-through") <= 1
    assert len(house.store.jobs.list()) == 1
