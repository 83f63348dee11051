"""Remembering changes how long things take, nothing else."""

from imvo_extract.dutch.memory import Memory


def test_a_result_is_made_once():
    made = []
    memory = Memory()
    for _ in range(3):
        assert memory.recall("a", lambda: made.append(1) or "uitkomst") == "uitkomst"
    assert made == [1]


def test_a_full_memory_forgets_the_oldest_and_never_holds_more():
    memory = Memory(most=4)
    for number in range(9):
        memory.recall(number, lambda number=number: number + 1)
    assert memory.get(8) == 9
    assert memory.get(0) is None
    assert sum(memory.get(number) is not None for number in range(9)) <= 4
