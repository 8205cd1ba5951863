# Reads RancherOS configuration files, lowest precedence first, and the kernel's command line; merges them as RancherOS
# does (maps deep, lists replace, an empty value deletes) and prints what follows from the result as calls of shell
# functions with quoted arguments. For the stand-in only: the real `ros` is a Go program with a whole YAML parser.
#
# Understood: block-style YAML with one document: maps, lists, plain, "double" and 'single' quoted scalars on one line,
# literal (|) and folded (>) blocks, empty [] and {}, flow lists of scalars on one line, comments. Not understood, so
# that the file is dropped as a whole and the reason is told: flow maps, nested flow lists, anchors, aliases, tags,
# scalars that go on over several lines, keys that are not plain or quoted.
#
# A node is named by its path, components joined by \001. For one file: FT type, FV value, FK keys of a map or number
# of items of a list; for the merged result T, V, K. Types: map list text plain null ("plain" is text without quotes).

BEGIN {
    S = "\001"
    for (i = 1; i < ARGC; i++) read_config(ARGV[i])
    read_cmdline(ENVIRON["cmdline"])
    if (fatal == "") report()
    exit 0
}

function read_config(file,    line) {
    n = 0
    problem = ""
    while ((getline line < file) > 0) {
        sub(/\r$/, "", line)
        if (n == 0) sub(/^\357\273\277/, "", line)
        if (line ~ /^(---|\.\.\.)( |$)/) {
            # The first document only, as upstream's parser reads.
            if (n > 0) break
            continue
        }
        L[++n] = line
    }
    close(file)
    delete FT; delete FV; delete FK
    at = 1
    if (next_line()) {
        parse_node("", indent(L[at]))
        if (problem == "" && next_line()) complain("this line belongs to nothing above it")
    } else {
        FT[""] = "null"
    }
    if (problem == "" && FT[""] != "map") complain_at(1, "not a map of keys")
    if (problem != "") { print "config_dropped " q(file) " " q(problem); return }
    print "config_applied " q(file)
    merge("")
}

# ---- the subset of YAML

function complain(text) { complain_at(at, text) }
function complain_at(line, text) { if (problem == "") problem = "line " line ": " text }
function indent(line) { match(line, /^ */); return RLENGTH }

# Moves to the next line that is neither empty nor a comment; 0 at the end.
function next_line() {
    while (at <= n && L[at] ~ /^[ \t]*(#.*)?$/) at++
    if (at <= n && L[at] ~ /^ *\t/) complain("a TAB cannot indent")
    return problem == "" && at <= n
}

function is_item(text) { return text ~ /^-( |$)/ }

# The length of the key at the start of a text, with its colon; 0 where there is none.
function key_length(text) {
    if (match(text, /^"([^"\\]|\\.)*" *:( |$)/)) return RLENGTH
    if (match(text, /^'([^']|'')*' *:( |$)/)) return RLENGTH
    if (text ~ /^[]["'{}|>&*!%@`,#]/ || is_item(text)) return 0
    if (match(text, /:( |$)/)) return RSTART + RLENGTH - 1
    return 0
}

function parse_node(path, ind,    text) {
    text = substr(L[at], ind + 1)
    if (is_item(text)) parse_list(path, ind)
    else if (key_length(text) > 0) parse_map(path, ind)
    else complain("neither a key nor an item of a list")
}

function parse_map(path, ind,    text, size, key, child) {
    FT[path] = "map"; FK[path] = ""
    while (next_line() && indent(L[at]) == ind) {
        text = substr(L[at], ind + 1)
        size = key_length(text)
        if (size == 0) { complain("expected a key"); return }
        key = substr(text, 1, size)
        sub(/ *: *$/, "", key)
        if (key ~ /^["']/) { scalar(key, "key"); key = FV["key"]; delete FT["key"]; delete FV["key"] }
        child = path == "" ? key : path S key
        # Of a key that comes twice, the last one counts.
        if (child in FT) forget_new(child)
        else FK[path] = FK[path] == "" ? key : FK[path] S key
        value(substr(text, size + 1), child, ind, 1)
        if (problem != "") return
    }
    if (problem == "" && at <= n && indent(L[at]) > ind) complain("indented more than the key it would belong to")
}

function parse_list(path, ind,    text, count, child, inner) {
    FT[path] = "list"; count = 0
    while (next_line() && indent(L[at]) == ind && is_item(substr(L[at], ind + 1))) {
        child = path S (++count)
        text = substr(L[at], ind + 2)
        inner = indent(text)
        text = substr(text, inner + 1)
        if (text != "" && text !~ /^#/ && (is_item(text) || key_length(text) > 0)) {
            # A map or list that begins on the line of the dash: as if the dash were a blank.
            L[at] = sprintf("%" (ind + 1 + inner) "s", "") text
            parse_node(child, ind + 1 + inner)
        } else {
            value(text, child, ind, 0)
        }
        if (problem != "") return
    }
    FK[path] = count
}

# What follows a key or a dash. A list may stand at the indentation of its key, not at that of its dash.
function value(text, path, ind, after_key,    line) {
    sub(/^ +/, "", text)
    if (text ~ /^[|>]/) { block(text, path, ind); return }
    line = at++
    if (text != "" && text !~ /^#/) { scalar(text, path, line); return }
    if (next_line() && (indent(L[at]) > ind || (after_key && indent(L[at]) == ind && is_item(substr(L[at], ind + 1)))))
        parse_node(path, indent(L[at]))
    else if (problem == "")
        FT[path] = "null"
}

# A literal or folded block; `ind` is the indentation of the line it hangs on.
function block(text, path, ind,    style, chomp, width, line, result, blank) {
    if (text !~ /^[|>][-+]?( *#.*| *)$/) { complain("block indicators such as \"" text "\" are not understood"); return }
    style = substr(text, 1, 1); chomp = substr(text, 2, 1)
    at++
    width = 0; result = ""; blank = ""
    for (; at <= n; at++) {
        line = L[at]
        if (line ~ /^ *$/) { blank = blank (width > 0 ? substr(line, width + 1) : "") "\n"; continue }
        if (width == 0) {
            if (indent(line) <= ind) break
            width = indent(line)
        }
        if (indent(line) < width) break
        line = substr(line, width + 1)
        # Folding joins lines with a blank; an empty line between them is a line break.
        if (style == ">" && result != "") {
            if (blank == "") sub(/\n$/, " ", result)
            else { sub(/\n$/, "", result) }
        }
        result = result blank line "\n"
        blank = ""
    }
    if (chomp == "-") sub(/\n$/, "", result)
    else if (chomp == "+") result = result blank
    FT[path] = "text"; FV[path] = result
}

# A scalar or flow list on one line.
function scalar(text, path, line,    rest, item, count) {
    if (line == "") line = at
    if (text ~ /^"/) {
        if (!match(text, /^"([^"\\]|\\.)*"/)) { complain_at(line, "a quoted text must end on its line"); return }
        rest = substr(text, RLENGTH + 1)
        FT[path] = "text"; FV[path] = unescape(substr(text, 2, RLENGTH - 2), line)
    } else if (text ~ /^'/) {
        if (!match(text, /^'([^']|'')*'/)) { complain_at(line, "a quoted text must end on its line"); return }
        rest = substr(text, RLENGTH + 1)
        item = substr(text, 2, RLENGTH - 2)
        gsub(/''/, "'", item)
        FT[path] = "text"; FV[path] = item
    } else if (text ~ /^\{ *\}/) {
        rest = text; sub(/^\{ *\}/, "", rest)
        FT[path] = "map"; FK[path] = ""
    } else if (text ~ /^\[/) {
        count = 0; FT[path] = "list"
        rest = substr(text, 2)
        sub(/^ */, "", rest)
        while (rest !~ /^\]/) {
            if (match(rest, /^"([^"\\]|\\.)*"/) || match(rest, /^'([^']|'')*'/) || match(rest, /^[^],[{}"'#&*!|>%@`][^],]*/)) {
                item = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
                sub(/ *$/, "", item)
                scalar(item, path S (++count), line)
            } else { complain_at(line, "this flow list is not understood"); return }
            sub(/^ */, "", rest)
            if (rest ~ /^,/) sub(/^, */, "", rest)
            else if (rest !~ /^\]/) { complain_at(line, "a flow list must end on its line"); return }
        }
        rest = substr(rest, 2)
        FK[path] = count
    } else if (text ~ /^[]{}&*!|>%@`,]/) {
        complain_at(line, "\"" substr(text, 1, 1) "\" at the start of a value is not understood")
        return
    } else {
        rest = ""
        sub(/ +#.*$/, "", text)
        sub(/ +$/, "", text)
        if (text ~ /: / || text ~ /:$/) { complain_at(line, "a map cannot begin within a value"); return }
        FT[path] = text ~ /^(~|null|Null|NULL)$/ ? "null" : "plain"; FV[path] = text
    }
    if (rest !~ /^ *( #.*)?$/) complain_at(line, "more text after the value")
}

function unescape(text, line,    result, c, size) {
    result = ""
    while (match(text, /\\/)) {
        result = result substr(text, 1, RSTART - 1)
        c = substr(text, RSTART + 1, 1)
        text = substr(text, RSTART + 2)
        size = c == "x" ? 2 : c == "u" ? 4 : c == "U" ? 8 : 0
        if (size > 0) { result = result utf8(hex(substr(text, 1, size))); text = substr(text, size + 1) }
        else if (c == "n") result = result "\n"
        else if (c == "t") result = result "\t"
        else if (c == "r") result = result "\r"
        else if (c == "e") result = result "\033"
        else if (c == "a") result = result "\007"
        else if (c ~ /["\/\\ ]/) result = result c
        else complain_at(line, "the escape \\" c " is not understood")
    }
    return result text
}

function hex(digits,    i, total) {
    total = 0
    for (i = 1; i <= length(digits); i++) total = total * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
    return total
}

function utf8(code) {
    if (code < 128) return sprintf("%c", code)
    if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
}

function forget_new(path,    p) {
    for (p in FT) if (index(p, path S) == 1) { delete FT[p]; delete FV[p]; delete FK[p] }
    delete FT[path]; delete FV[path]; delete FK[path]
}

# ---- merging

function forget(path,    p) {
    for (p in T) if (index(p, path S) == 1) { delete T[p]; delete V[p]; delete K[p] }
    delete T[path]; delete V[path]; delete K[path]
}

# Lays node `path` of the file over the same node of the result.
function merge(path,    keys, count, i, child) {
    if (FT[path] == "map" && T[path] == "map" || path == "" && T[path] == "") {
        T[path] = "map"
    } else {
        forget(path)
        T[path] = FT[path]; V[path] = FV[path]; K[path] = FT[path] == "list" ? FK[path] : ""
    }
    if (FT[path] == "list") {
        for (i = 1; i <= FK[path]; i++) merge(path S i)
    } else if (FT[path] == "map") {
        count = split(FK[path], keys, S)
        for (i = 1; i <= count; i++) {
            child = path == "" ? keys[i] : path S keys[i]
            if (!(child in T)) K[path] = K[path] == "" ? keys[i] : K[path] S keys[i]
            merge(child)
        }
    }
}

# rancher.a.b=value and cc.a=value; blanks within brackets do not end a word (rancher/os config/cmdline, from 1.5.5 on).
function read_cmdline(line,    words, count, i, word) {
    count = split(line, words, " ")
    for (i = 1; i <= count; i++) {
        word = words[i]
        if (word !~ /^(rancher|cc)\./) continue
        while (word ~ /=\[/ && word !~ /\]"?$/ && i < count) word = word " " words[++i]
        option(word)
    }
}

function option(word,    name, text, path, parts, count, i, parent) {
    name = word; text = "true"
    if (match(word, /=/)) { name = substr(word, 1, RSTART - 1); text = substr(word, RSTART + 1) }
    sub(/^cc\./, "", name)
    delete FT; delete FV; delete FK
    problem = ""
    n = 0; at = 1
    count = split(name, parts, ".")
    parent = ""
    for (i = 1; i <= count; i++) {
        FT[parent] = "map"; FK[parent] = parts[i]
        parent = parent == "" ? parts[i] : parent S parts[i]
    }
    path = parent
    if (text ~ /^\[.*\]$/) scalar(text, path, 0)
    else { FT[path] = "plain"; FV[path] = text }
    # Upstream converts into typed fields and ends its init where that fails.
    if (name ~ /^rancher\.(modules|disable|cloud_init\.datasources|state\.autoformat|network\.dns\.(nameservers|search))$|\.insecure_registry$/ && FT[path] != "list")
        fatal = word
    if (name ~ /^rancher\.(debug|log|recovery|rm_usr|no_sharedroot|preload_wait)$/ && text !~ /^(true|false)$/) fatal = word
    if (fatal != "") { print "upstream_dies " q(fatal); return }
    if (problem == "") { print "option_applied " q(name); merge("") }
}

# ---- what follows from the result

function q(text,    parts, count, i, result) {
    count = split(text, parts, "'")
    result = parts[1]
    for (i = 2; i <= count; i++) result = result "'\\''" parts[i]
    return "'" (count == 0 ? "" : result) "'"
}

function get(name,    path) {
    path = name
    gsub(/\./, S, path)
    return path
}

# The number of items of a list; 0 for anything else.
function items(path) { return T[path] == "list" ? K[path] + 0 : 0 }

function is_text(path) { return T[path] == "text" || T[path] == "plain" }

function report(    path, count, i, j, engines, engine, names, line) {
    path = "hostname"
    if (is_text(path)) print "set_hostname " q(V[path])
    else if (is_text(get("rancher.defaults.hostname"))) print "set_hostname " q(V[get("rancher.defaults.hostname")])

    path = "ssh_authorized_keys"
    for (i = 1; i <= items(path); i++) if (is_text(path S i)) print "add_key " q(V[path S i])

    engines = split("docker system_docker bootstrap_docker", names, " ")
    for (i = 1; i <= engines; i++) {
        engine = get("rancher." names[i])
        if (is_text(engine S "registry_mirror"))
            print "tell " q(names[i] " registry_mirror " V[engine S "registry_mirror"])
        line = ""
        for (j = 1; j <= items(engine S "insecure_registry"); j++) line = line " " V[engine S "insecure_registry" S j]
        if (line != "") print "tell " q(names[i] " insecure_registry" line)
    }
    list_keys("rancher.services", "services")
    list_keys("rancher.registry_auths", "registry_auths")
    list_items("rancher.cloud_init.datasources", "datasources (not asked by the stand-in)")
    path = get("rancher.modules")
    for (i = 1; i <= items(path); i++) print "load_module " q(V[path S i])

    path = "write_files"
    for (i = 1; i <= items(path); i++)
        print "write_file " q(V[path S i S "path"]) " " q(permissions(path S i S "permissions")) " " \
            q(V[path S i S "owner"]) " " q(V[path S i S "encoding"]) " " q(V[path S i S "content"])

    path = "runcmd"
    for (i = 1; i <= items(path); i++) {
        if (is_text(path S i)) { print "run_text " q(V[path S i]); continue }
        line = ""
        for (j = 1; j <= items(path S i); j++) line = line " " q(V[path S i S j])
        if (line != "") print "run_list" line
        # Upstream converts a map into no command and drops the whole file.
        else print "tell " q("runcmd " i ": neither a text nor a list; upstream drops the file that holds it")
    }
    if (is_text(get("rancher.password"))) print "set_password " q(V[get("rancher.password")])
}

function list_keys(name, title,    path, keys, count, i, line) {
    path = get(name)
    if (T[path] != "map") return
    count = split(K[path], keys, S)
    for (i = 1; i <= count; i++) line = line " " keys[i]
    print "tell " q(title line)
}

function list_items(name, title,    path, i, line) {
    path = get(name)
    if (items(path) == 0) return
    for (i = 1; i <= items(path); i++) line = line " " V[path S i]
    print "tell " q(title line)
}

# A number without quotes is read as one and printed in decimal, then read as octal digits: 0644 becomes mode 0420.
function permissions(path,    text, i, total) {
    text = V[path]
    if (T[path] != "plain" || text !~ /^0[0-7]+$/) return text
    total = 0
    for (i = 1; i <= length(text); i++) total = total * 8 + substr(text, i, 1)
    return total ""
}
