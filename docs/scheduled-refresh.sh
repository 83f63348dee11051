#!/bin/sh
# Brings output/ up to date, commits it on a branch of its own, and opens a change request with the Markdown diff as its
# text. For a scheduled job, in a clone whose present commit is that of the branch BASE, with imvo-extract on the PATH.
#
#   OPEN_REQUEST  the command that opens the request; it finds TITLE, BODY (a file), BRANCH and BASE in its environment
#   BASE          the branch to merge into (main)
#   BRANCH        the branch of the request (imvo-refresh)
#   REMOTE        where to push it (origin)
#
# With nothing to tell it does nothing. While the last request is open it does nothing either: what was reviewed there
# is not overwritten, and new texts are taken by the first run after it.
set -eu
: "${OPEN_REQUEST:?say which command opens a change request}"
BASE=${BASE:-main} BRANCH=${BRANCH:-imvo-refresh} REMOTE=${REMOTE:-origin}

if git ls-remote --exit-code --heads "$REMOTE" "$BRANCH" > /dev/null; then
    echo "$BRANCH is there already: merge or close its request first"
    exit 0
fi

imvo-extract refresh
for path in raw output pending; do
    if [ -e "$path" ] || [ -n "$(git ls-files -- "$path")" ]; then
        git add --all -- "$path"
    fi
done
if git diff --cached --quiet; then
    echo "nothing changed"
    exit 0
fi

# changed: the outputs that are new or other, as "A output/NAME.json" or "M output/NAME.json"
changed() {
    git -c core.quotepath=off diff --cached --no-renames --diff-filter=AM --name-status -- output | grep -v manifest.json
}

# report FORM: what changed in the facts; of a new text, against the update before it (exit status 1: there are changes)
report() {
    changed | while read -r status file; do
        if [ "$status" = M ]; then
            imvo-extract diff --format "$1" "HEAD:$file" "$file" || [ $? -eq 1 ]
        else
            name=$(basename "$file" .json)
            imvo-extract diff --format "$1" "$name" || [ $? -eq 1 ] || echo "$name: the first update"
        fi
    done
}

TITLE="Facts of $(changed | sed 's/.*output\///; s/\.json$//' | paste -sd ' ' -)"
BODY=$(mktemp)
trap 'rm -f "$BODY"' EXIT
# Forges take about 65,000 characters; the whole of it is in the output.
report markdown | head -n 500 > "$BODY"

git switch --quiet --create "$BRANCH"
{ echo "$TITLE"; echo; report text; } | git commit --quiet --file -
git push --quiet "$REMOTE" "$BRANCH"
export TITLE BODY BRANCH BASE
sh -c "$OPEN_REQUEST"
