"""The kinds of faults that the checks know; each has its example in the tests."""

KINDS = frozenset(
    {
        # The graph.
        *("no_start", "several_starts", "no_end", "end_with_way_out", "end_without_outcome", "duplicate_key"),
        *("unknown_source", "unknown_target", "unknown_role", "nobody_may", "unreachable", "no_way_out"),
        # Conditions and fields.
        *("automatic_loop", "bad_condition", "unknown_field", "foreign_value", "hole", "role_hole", "overlap"),
        *("role_overlap", "never_fulfilled", "never_possible", "undecided", "read_before_filled", "told_before_made"),
        *("double_field", "never_filled"),
        # What is set off.
        *("unknown_effect", "bad_effect", "unknown_message", "unknown_document", "unknown_amount_field"),
        *("unknown_tag", "silent_end"),
        # People.
        *("unknown_finder", "no_group", "unknown_group", "empty_group", "blind_role", "deserted_role", "idle_role"),
        *("no_review", "duplicate_criterion", "endless_quorum", "quorum_out_of_reach", "incomplete_assignment"),
        # Times.
        *("deadline_without_reminder", "deadline_at_end", "reminder_without_deadline", "reminder_too_early"),
        *("incomplete_escalation", "escalation_without_deadline", "delay_not_automatic", "delay_without_deadline"),
        "delay_before_deadline",
        # Experts.
        *("experts_misplaced", "unknown_opinion_form", "unfit_opinion_form", "unknown_reader", "readers_not_needed"),
        *("late_expert_reminder", "experts_after_deadline", "no_experts_to_wait_for", "stuck_without_experts"),
    }
)
