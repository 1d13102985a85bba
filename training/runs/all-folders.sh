# Read by the runs: EXTRA, unless it is given, becomes every folder that embedder-more-data.sh and embedder-wild.sh make.
EXTRA=${EXTRA-wide1,wide2,wide3,wide4,wide5,wide6,wide7,wide8,wide9,wide10,wide11,wide12,wide13,wide14,wide15,wide16,wide17,wide18,wide19,wide20,wide21}
