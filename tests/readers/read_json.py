"""The native file against its schema."""

import json
import pathlib
import sys

from check import equal, native

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
validator.validate(native)
native["quotations"][0]["spans"][0]["start"] = 1.5
equal(validator.is_valid(native), False, "a fraction is refused")
native["quotations"][0]["spans"][0]["start"] = 77.0
equal(validator.is_valid(native), True, "a whole number with a fraction of zero is not")
print("jsonschema")
