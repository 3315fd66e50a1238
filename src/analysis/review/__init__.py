"""What leaves the house: the workbook and the review, each in a privacy mode."""
