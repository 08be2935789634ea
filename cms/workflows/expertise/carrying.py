"""What becomes of the requests of a step when its case passes to another version of the process."""

from cms.workflows.models import Case, OpinionRequest


def carry(case: Case, visits: list[int], *, node: str) -> None:
    """Let the requests of former visits of `node` be of the present one, when the case stays there and asks experts.

    The caller has locked the case, which stands where it now is. Timers are planned again with the others.
    """
    if case.node == node and case.current_node.experts is not None:
        OpinionRequest.objects.filter(case=case, node=node, visit__in=visits).update(visit=case.revision)
