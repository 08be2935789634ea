"""What an applicant takes away on paper or as files."""
