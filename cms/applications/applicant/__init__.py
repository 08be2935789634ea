"""What applicants see: public pages of procedures, their space, filling in, review, receipt."""
