"""``review`` at a real terminal: every key, and what is on disk after each."""

import os
import signal
import termios

import pytest
import yaml

# What stands at the end of the line of keys.
KEYS = "[?]"


def decisions(work):
    return yaml.safe_load(work.decisions.read_text(encoding="utf-8"))["decisions"]


@pytest.fixture
def three(work):
    """Three changes because of the text: two of goud, one of metaal."""
    work.refresh(("tekenden 12", "tekenden 14"), ("ruim 40", "ruim 45"), ("20 merken", "22 merken"))
    assert len(work.pending()) == 3
    return work


def test_a_change_is_shown_with_cause_rule_and_both_quotes_in_context(three, review):
    terminal = review()
    shown = terminal.expect(KEYS)
    assert "1 of 3 · brief · goud · changed" in shown
    assert "12 -> 14 bedrijven" in shown
    assert "cause: the text changed · rule: parties.yaml:" in shown
    assert "old: Op 3 mei 2019 tekenden 12 bedrijven het convenant." in shown
    new = " ".join(shown.split("new: ")[1].split())
    assert new.startswith(
        "… Stand van zaken Convenant Goud Op 3 mei 2019 tekenden 14 bedrijven het convenant. In totaal doen"
    )
    # The mention is the part that stands out.
    assert "\x1b[1;7m14 bedrijven\x1b[0m" in terminal.raw
    terminal.send("q")
    assert terminal.end() == 0


def test_accept_skip_and_quit(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("a")
    terminal.expect("accepted")
    assert len(three.pending()) == 2
    terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.send("s")
    terminal.expect("3 of 3")
    terminal.expect(KEYS)
    assert len(three.pending()) == 2
    terminal.send("q")
    assert terminal.end() == 0
    assert "accepted 1, skipped 1; 2 left pending" in terminal.screen
    assert not three.decisions.exists()
    # Later it goes on with what is left.
    again = review()
    assert "1 of 2" in again.expect(KEYS)
    again.send("aa")
    assert again.end() == 0
    assert three.pending() == []
    assert "0 left pending" in again.screen


def test_reject_asks_why_and_takes_the_records_out(three, review):
    terminal = review("--by", "Anna")
    terminal.expect(KEYS)
    terminal.send("s")
    terminal.expect("more than 40 -> more than 45")
    terminal.expect(KEYS)
    terminal.send("r")
    terminal.expect("why? ")
    terminal.send("dat waren merken\r")
    terminal.expect("rejected: goud/")
    terminal.expect("3 of 3")
    # It is on disk before the next change is shown; the output follows at the end.
    assert {one["why"] for one in decisions(three)} == {"dat waren merken"}
    assert {one["by"] for one in decisions(three)} == {"Anna"}
    assert len(three.pending()) == 2
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    assert three.find("counts", value=45) == []
    assert "rejected by Anna: dat waren merken" in three.rejections()
    # The output is what a refresh would make of it.
    before = three.state()
    assert three.run("refresh") == 0
    assert three.state() == before


def test_edit_asks_for_values_and_refuses_wrong_ones(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("e")
    for answer in ("colour=red", ""):
        terminal.expect("field=value (Enter when done)? ")
        terminal.send(f"{answer}\r")
    terminal.expect("no field 'colour'")
    terminal.expect(KEYS)
    terminal.send("e")
    for answer in ("count=many", ""):
        terminal.expect("? ")
        terminal.send(f"{answer}\r")
    terminal.expect("count: must be a whole number (given 'many')")
    terminal.expect(KEYS)
    assert not three.decisions.exists()
    terminal.send("e")
    terminal.expect("count=14")
    for answer in ("count", "count=15 comparator=at-least", "", "counted by hand"):
        terminal.expect("? ")
        terminal.send(f"{answer}\r")
    terminal.expect("corrected: goud/party/company: count = 15, comparator = at-least")
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    (party,) = three.find("parties", covenant="goud", kind="company", role="signatory")
    assert (party["count"], party["comparator"], party["decision"]) == (15, "at-least", "corrected")
    (count,) = three.find("counts", covenant="goud", value=15)
    assert (count["comparator"], count["decision"]) == ("at-least", "corrected")
    assert len(three.pending()) == 2
    assert {one["why"] for one in decisions(three)} == {"counted by hand"}


def test_a_rejection_needs_a_reason(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("r")
    terminal.expect("why? ")
    terminal.send("\r")
    terminal.expect("a rejection needs a reason")
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    assert len(three.pending()) == 3
    assert not three.decisions.exists()


def test_undo_puts_back_what_was_on_disk(three, review):
    pending = three.pending()
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("u")
    terminal.expect("there is nothing to undo")
    for keys, place in (("rtoo many\r", "2 of 3"), ("a", "3 of 3"), ("u", "2 of 3"), ("u", "1 of 3")):
        terminal.expect(KEYS)
        terminal.send(keys)
        terminal.expect(place)
    terminal.expect(KEYS)
    assert not three.decisions.exists()
    assert three.pending() == pending
    terminal.send("q")
    assert terminal.end() == 0
    (party,) = three.find("parties", covenant="goud", kind="company", role="signatory")
    assert party["count"] == 14


def test_accept_the_rest_of_this_covenant(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("A")
    terminal.expect("accepted 2 of goud")
    terminal.expect("3 of 3 · brief · metaal")
    terminal.expect(KEYS)
    assert [document for document, *_ in three.pending()] == ["brief"]
    terminal.send("q")
    assert terminal.end() == 0


def test_help_unknown_keys_and_arrows(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("?")
    terminal.expect("reject: it is wrong, now and in every later refresh")
    terminal.expect(KEYS)
    terminal.send("é")
    terminal.expect("press one of")
    terminal.expect(KEYS)
    terminal.send("\x1b[A")
    terminal.expect("press one of")
    terminal.expect(KEYS)
    assert len(three.pending()) == 3
    terminal.send("\x04")
    assert terminal.end() == 0


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_a_reason_or_a_value_can_be_called_off(three, review, key):
    terminal = review()
    for letter, question in (("r", "why? "), ("e", "? ")):
        terminal.expect(KEYS)
        terminal.send(letter)
        terminal.expect(question)
        terminal.send(key)
        terminal.expect("nothing was decided")
    terminal.expect(KEYS)
    terminal.send(key)
    assert terminal.end() == 0
    assert len(three.pending()) == 3
    assert not three.decisions.exists()


def test_an_answer_may_be_pasted_and_mended(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("rniet zo\x15waren er één\x7f\x7f\x7ftwaalf\rq")
    assert terminal.end() == 0
    assert {one["why"] for one in decisions(three)} == {"waren er twaalf"}
    assert "why? niet zo" + "\b \b" * 7 + "waren er één" + "\b \b" * 3 + "twaalf\r\n" in terminal.raw
    assert len(three.pending()) == 2


def test_the_terminal_is_left_as_it_was(three, review):
    terminal = review()
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    assert terminal.after == terminal.before
    assert terminal.after[3] & termios.ECHO


def test_a_review_that_is_killed_has_lost_nothing(three, review):
    terminal = review("--by", "Anna")
    terminal.expect(KEYS)
    terminal.send("r")
    terminal.expect("why? ")
    terminal.send("een schatting\r")
    terminal.expect("2 of 3")
    os.kill(terminal.process.pid, signal.SIGKILL)
    terminal.end()
    assert len(three.pending()) == 2
    assert decisions(three)[0]["why"] == "een schatting"
    # The output does not know yet; the next review makes it so before it asks anything.
    assert three.find("counts", covenant="goud", value=14)
    again = review()
    assert "1 of 2" in again.expect(KEYS)
    assert three.find("counts", covenant="goud", value=14) == []
    again.send("q")
    assert again.end() == 0


def test_lines_keep_to_the_width_of_the_window(three, review):
    terminal = review(size=(24, 50))
    shown = terminal.expect(KEYS)
    body = shown[: shown.rindex("[a]ccept")]
    assert max(map(len, body.splitlines())) <= 50
    terminal.send("q")
    terminal.end()


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_the_mention_stands_between_marks(three, review, more):
    terminal = review(**more)
    assert "»14 bedrijven«" in " ".join(terminal.expect(KEYS).split())
    assert "\x1b[3" not in terminal.raw
    terminal.send("q")
    terminal.end()


def test_with_nothing_pending_it_says_so(work, review):
    terminal = review()
    assert terminal.end() == 0
    assert "nothing is pending" in terminal.screen


def test_what_another_review_did_meanwhile_is_not_undone(three, review):
    terminal = review()
    terminal.expect(KEYS)
    assert three.run("review", "--accept-all") == 0
    terminal.send("r")
    terminal.expect("why? ")
    terminal.send("onzin\r")
    terminal.expect("no longer pending")
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    assert not three.decisions.exists()
