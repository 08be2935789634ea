"""Names that conditions read beside questions."""

# What the last review gave: "review.total".
REVIEW = "review"
