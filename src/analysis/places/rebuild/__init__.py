"""Writing the gazetteer: public listings in, CSV files of `places/data` out. Not used at run time."""
