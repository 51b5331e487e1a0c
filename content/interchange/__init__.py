"""PURE: a course as files — course.yaml, one Markdown file a language, pictures — read and written.

The format is described in content/library/README.md. `reading.read_package` takes an untrusted
zip and tells every problem with its file, line and column; `writing.package` makes the zip.
"""
