"""A reviewer's list of what changed between two updates (dev/*.changes.yaml), held against the changes that are shown.

A row is found where a change of the right kind, with its values, stands in a statement that the row quotes. A change
is right where it is some row's. What the list calls "other" are changes that are no record of the five kinds; they are
asked for only where a change could show them, so they can make a change right but are not counted as missed.
"""

from dataclasses import dataclass, field

GROUPS = ("counts", "parties", "events")


@dataclass
class Row:
    """One line of the list: in which covenant, which group of it, added, removed or changed, and what it says."""

    covenant: str
    group: str
    change: str
    says: dict
    found: list = field(default_factory=list)


def rows(content):
    """The rows of the list that a change can be."""
    for covenant in content["covenants"]["added"]:
        yield Row(covenant, "covenants", "added", {})
    for row in content["covenants"]["status_changed"]:
        yield Row(row["covenant"], "covenants", "changed", {"old_status": row["old"], "new_status": row["new"]})
    for covenant, groups in content["changes"].items():
        for group in (*GROUPS, "other"):
            for change, listed in (groups.get(group) or {}).items():
                for says in listed:
                    yield Row(covenant, group, change, says)


def judge(content, shown, texts, types):
    """Marks which rows are found, and gives (rows that count, those found, changes that are some row's).

    :param shown: the changes.
    :param texts: (old text, new text).
    :param types: for the new side, (extent, accepted event types) of the gold annotation.
    """
    listed = list(rows(content))
    plain = [_plain(text) for text in texts]
    right = []
    for change in shown:
        mine = [row for row in listed if _is(row, change, plain, types)]
        for row in mine:
            row.found.append(change)
        if mine:
            right.append(change)
    counted = [row for row in listed if row.group != "other"]
    return counted, [row for row in counted if row.found], right


def _is(row, change, texts, types):
    if row.covenant != (change.covenant or "-") or not _quoted(row, change, texts):
        return False
    old, new = (side.values if side else {} for side in (change.old, change.new))
    if row.group == "other":
        return row.change == change.change
    if row.group == "covenants":
        same = change.kind == "covenants" and change.change == row.change
        return same and (row.change == "added" or (old["status"], new["status"]) == tuple(row.says.values()))
    if row.group == "counts":
        return _is_count(row, change, old, new)
    if row.group == "parties":
        return change.kind == "parties" and change.change == row.change and _has(row.says, new or old)
    return change.kind == "events" and change.change == row.change and _is_event(row.says, change, old, new, types)


def _is_count(row, change, old, new):
    def number(values):
        return values.get("value", values.get("count"))

    says = row.says
    if change.kind not in ("counts", "parties"):
        return False
    if row.change == "changed" and change.change == "added":
        # The earlier text has no number there, so for the records it is new.
        return (says["old"] is None or says.get("old_counted") is False) and number(new) == says["new"]
    if row.change != change.change:
        return False
    wanted = [(says.get("old"), says.get("old_as_of"), old), (says.get("new"), says.get("new_as_of"), new)]
    if row.change != "changed":
        side = new or old
        wanted = [(says.get("new", says.get("old")), says.get("as_of"), side)]
    return all(number(values) == value and (not when or values.get("as_of") == when) for value, when, values in wanted)


def _has(says, values):
    return all(says[key] == values[key] for key in ("kind", "count", "name") if key in says)


def _is_event(says, change, old, new, types):
    for prefix, values in (("old_", old), ("new_", new)) if change.change == "changed" else (("", new or old),):
        status = says.get(f"{prefix}status")
        date = says.get(f"{prefix}date", says.get("since") if not prefix else None)
        if (date and date not in values["dates"]) or (status not in (None, "started") and status != values["status"]):
            return False
    values = new or old
    return change.change == "changed" or values["type"] in {says["type"], *_accepted(change, types)}


def _accepted(change, types):
    if change.new is None:
        return ()
    span = change.new.records[0]["span"]
    return next((found for start, end, found in types if start < span["end"] and span["start"] < end), ())


def _quoted(row, change, texts):
    """Whether a quote of the row, where it has one, stands in (or around) the change's statement."""
    for key, side, text in (("old_text", change.old, texts[0]), ("new_text", change.new, texts[1])):
        quote = row.says.get(key)
        if quote and side is not None:
            at = text.find(_plain(quote))
            sentence = side.records[0]["sentence"]
            # A bullet is one place to a reader: its sentences may speak of one fact.
            if at < sentence["end"] + 1 and sentence["start"] < at + len(quote) + 1:
                return True
    return not any(row.says.get(key) for key in ("old_text", "new_text"))


def _plain(text):
    return text.replace("\u00a0", " ")
