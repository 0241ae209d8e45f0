"""The spool: frames in segment files on disk, appended by the workers, read by ingest. The seam between the data plane
and everything else is this file format.

In the order a call's bytes meet the modules:

    frames.py          what is logged of a call, as bytes: OPENING, REQUEST, CLOSING (pure)
    writer.py          `SpoolWriter`, one per worker: one write per loop turn, limits, rotation, syncing
    segment_writer.py  one segment file while it grows
    segment_files.py   names, locks and sizes of segment files
    frame_cursor.py    random access to the frames of a growing file
    segment_reader.py  reads segments: whole frames, heads only, a single frame
    facts.py           headers of frames → the facts of an exchange's row (pure)
    quarantine.py      keeps bytes that could not be read
    counters.py        a worker's counters, in a memory-mapped file
    verify.py          what is in the spool: whole frames, damage, torn ends, and what is not stored yet
"""
