"""What a catalog file has to be: header, schema, migrations, and whether a file is whole.

Works on a file or a connection that it is given; knows neither backups nor the tables' meaning.
"""
