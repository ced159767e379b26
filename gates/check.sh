#!/usr/bin/env bash
# The step of the GitHub Action and of the GitLab job: checks $BUDGET_FILES and leaves the results in $BUDGET_RESULTS.
# Each variable that lists files has one on a line; patterns are expanded. Ends with the exit code of the check.
set -euo pipefail
shopt -s nullglob globstar

results=${BUDGET_RESULTS:-budget-results}
arguments=(--lang "${BUDGET_LANG:-zh}" check --fail-on "${BUDGET_FAIL_ON:-error}")

# Adds the files of a list to the arguments, each after the option $1 where that is not empty.
add() {
    local pattern path found
    while IFS= read -r pattern; do
        pattern=${pattern#"${pattern%%[![:space:]]*}"}
        pattern=${pattern%"${pattern##*[![:space:]]}"}
        [ -n "$pattern" ] || continue
        found=()
        if [ -e "$pattern" ]; then
            found=("$pattern")
        else
            local IFS=
            # shellcheck disable=SC2206 # the pattern is to be expanded, and a file name may have spaces
            found=($pattern)
        fi
        [ "${#found[@]}" -gt 0 ] || found=("$pattern") # the check says that there is no such file
        for path in "${found[@]}"; do
            if [ -n "$1" ]; then arguments+=("$1" "$path"); else arguments+=("$path"); fi
        done
    done <<<"$2"
}

add --rules "${BUDGET_RULES:-}"
add --waivers "${BUDGET_WAIVERS:-}"
mkdir -p "$results"
for form in json sarif html; do arguments+=("--$form" "$results/result.$form"); done
arguments+=(--markdown "$results/result.md" --)
add "" "${BUDGET_FILES:?names the disclosures to check, one a line}"

if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf 'sarif=%s\nhtml=%s\n' "$results/result.sarif" "$results/result.html" >>"$GITHUB_OUTPUT"
fi
exec budget-rules "${arguments[@]}"
