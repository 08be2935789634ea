"""Reference tables: lists of codes and names, from a CSV file or kept by the house, in editions that never change."""
