# Reads a cloud-config and writes shell calls that do what Clear Linux' ucd (micro-config-drive 48) does with it, in the
# order in which it does it. For the stand-in's ucd, which defines the functions that are called.
#
# Of YAML it reads what cloud-configs are made of: block maps and lists, plain and quoted scalars, | and >, comments,
# flow lists of scalars. Anchors, aliases, tags, flow maps and scalars over several lines it does not read; it says so
# and goes on with the next key, or stops where the structure is lost. As upstream does, it carries out what came before.
#
# A node is a number: kind (map, list, text), value, count, child[node, i], name[node, i].

BEGIN {
    lines = 0
    nodes = 0
    stopped = 0
    split("write_files runcmd fbootcmd users groups ssh_authorized_keys service hostname envar packages " \
        "package_upgrade wait_for_network", words, " ")
    for (w in words) handled[words[w]] = 1
    split("name gecos homedir primary-group groups lock-passwd inactive passwd no-create-home no-user-group " \
        "no-log-init expiredate ssh-authorized-keys sudo system", words, " ")
    for (w in words) user_key[words[w]] = 1
}

{
    sub(/\r$/, "")
    line[++lines] = $0
}

END {
    at = 1
    skip()
    if (at <= lines && line[at] ~ /^---( |$)/) { at++; skip() }
    if (at <= lines) {
        top = block(0)
        run(top)
        if (!stopped && at <= lines && line[at] !~ /^(---|\.\.\.)/) told("line " at ": the structure is lost here")
    }
}

function told(text) { print "told " quoted(text) }

function fault(text) {
    if (!stopped) trouble = "line " at ": " text
    stopped = 1
}

function quoted(text) {
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}

function node(what) {
    kind[++nodes] = what
    count[nodes] = 0
    return nodes
}

function add(parent, key, value) {
    child[parent, ++count[parent]] = value
    name[parent, count[parent]] = key
}

function scalar(text,    n) {
    n = node("text")
    value[n] = text
    return n
}

# To the next line that holds something.
function skip() {
    while (at <= lines && line[at] ~ /^ *(#.*)?$/) at++
}

function depth(text) {
    match(text, /^ */)
    return RLENGTH
}

# Where a line begins with a key, its end; 0 where it does not.
function key_end(text) {
    if (match(text, /^ *"[^"]*" *:( |$)/) || match(text, /^ *'[^']*' *:( |$)/)) return RLENGTH
    if (match(text, /^ *[^ "'#\[{&*!|>%@`-][^:]*:( |$)/)) return RLENGTH
    return 0
}

function block(least,    here, n, length_of_key, key, rest, inner) {
    skip()
    if (at > lines || line[at] ~ /^(---|\.\.\.)( |$)/) return scalar("")
    here = depth(line[at])
    if (here < least) return scalar("")
    if (line[at] ~ /^ *\t/) { fault("a tab where blanks indent"); return scalar("") }
    if (line[at] ~ /^ *-( |$)/) {
        n = node("list")
        while (!stopped && at <= lines && depth(line[at]) == here && line[at] ~ /^ *-( |$)/) {
            # The dash becomes a blank, and what follows it is a block of its own.
            line[at] = substr(line[at], 1, here) " " substr(line[at], here + 2)
            if (line[at] ~ /^ *(#.*)?$/) at++
            inner = block(here + 1)
            if (!stopped) add(n, "", inner)
            skip()
        }
        return n
    }
    length_of_key = key_end(line[at])
    if (length_of_key == 0) {
        rest = substr(line[at], here + 1)
        at++
        if (rest ~ /^[|>]/) return text_block(rest, here - 1)
        n = inline(rest)
        skip()
        if (!stopped && at <= lines && depth(line[at]) > here && key_end(line[at]) == 0 && line[at] !~ /^ *-( |$)/)
            fault("a scalar over several lines, which the stand-in does not read")
        return n
    }
    n = node("map")
    while (!stopped && at <= lines && depth(line[at]) == here && (length_of_key = key_end(line[at])) > 0) {
        key = substr(line[at], here + 1, length_of_key - here)
        sub(/ *: *$/, "", key)
        if (key ~ /^["']/) key = substr(key, 2, length(key) - 2)
        rest = substr(line[at], length_of_key + 1)
        sub(/^ +/, "", rest)
        at++
        if (rest ~ /^[|>]/) inner = text_block(rest, here)
        else if (rest == "" || rest ~ /^#/) {
            skip()
            # A list may stand at the depth of the key it belongs to.
            if (at <= lines && depth(line[at]) == here && line[at] ~ /^ *-( |$)/) inner = block(here)
            else inner = block(here + 1)
        } else inner = inline(rest)
        if (!stopped) add(n, key, inner)
        skip()
    }
    return n
}

# | and >, with their signs; the text is deeper than what it belongs to.
function text_block(head, outer,    result, width, current, keeps, strips, folds, ended) {
    folds = head ~ /^>/
    keeps = head ~ /^.[0-9]*\+/
    strips = head ~ /^.[0-9]*-/
    width = -1
    result = ""
    while (at <= lines) {
        current = line[at]
        if (current ~ /^ *$/) { result = result "\n"; at++; continue }
        if (width < 0) width = depth(current)
        if (depth(current) <= outer || depth(current) < width) break
        result = result substr(current, width + 1) "\n"
        at++
    }
    if (folds) {
        gsub(/\n\n/, "\001", result)
        ended = sub(/\n$/, "", result)
        gsub(/\n/, " ", result)
        gsub(/\001/, "\n", result)
        if (ended) result = result "\n"
    }
    if (!keeps) sub(/\n+$/, strips ? "" : "\n", result)
    return scalar(result)
}

# A value on the line of its key.
function inline(text,    n, rest) {
    if (text ~ /^[&*!{]/) {
        told("line " (at - 1) ": the stand-in does not read this form, the value is taken as nothing: " text)
        return scalar("")
    }
    if (text ~ /^\[/) {
        n = node("list")
        rest = substr(text, 2)
        while (1) {
            sub(/^ +/, "", rest)
            if (rest ~ /^\]/) return n
            if (rest == "" || rest ~ /^[\[{]/) { fault("a flow list that the stand-in does not read"); return n }
            if (rest ~ /^"/) match(rest, /^"([^"\\]|\\.)*"/)
            else if (rest ~ /^'/) match(rest, /^'([^']|'')*'/)
            else match(rest, /^[^],]*/)
            if (RLENGTH < 1) { fault("a flow list that does not end on its line"); return n }
            add(n, "", scalar(plain(substr(rest, 1, RLENGTH))))
            rest = substr(rest, RLENGTH + 1)
            sub(/^ *,?/, "", rest)
        }
    }
    if (text ~ /^"/ && !match(text, /^"([^"\\]|\\.)*"/)) fault("a quoted text that does not end on its line")
    return scalar(plain(text))
}

# A scalar without its quotes, escapes or comment.
function plain(text,    result, i, c) {
    if (text ~ /^'/) {
        match(text, /^'([^']|'')*'/)
        text = substr(text, 2, RLENGTH - 2)
        gsub(/''/, "'", text)
        return text
    }
    if (text ~ /^"/) {
        match(text, /^"([^"\\]|\\.)*"/)
        text = substr(text, 2, RLENGTH - 2)
        result = ""
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            if (c != "\\") { result = result c; continue }
            c = substr(text, ++i, 1)
            result = result (c == "n" ? "\n" : c == "t" ? "\t" : c)
        }
        return result
    }
    sub(/ +#.*$/, "", text)
    sub(/ +$/, "", text)
    return text
}

# What a map says of a key; the last of equal ones.
function of(map, key,    i, found) {
    found = ""
    for (i = 1; i <= count[map]; i++) if (name[map, i] == key && kind[child[map, i]] == "text") found = value[child[map, i]]
    return found
}

function node_of(map, key,    i, found) {
    found = 0
    for (i = 1; i <= count[map]; i++) if (name[map, i] == key) found = child[map, i]
    return found
}

function is_true(text) { return text ~ /^([Tt]rue|TRUE|yes|on|1)$/ }

# The scalars of a list, with blanks between.
function joined(list,    i, result) {
    result = ""
    for (i = 1; i <= count[list]; i++)
        if (kind[child[list, i]] == "text") result = result (result == "" ? "" : " ") value[child[list, i]]
    return result
}

# A command as the shell gets it from ucd: escaped once, then read unquoted, so a newline is the letter n and a byte
# outside ASCII its three octal digits.
function command(text,    result, i, c) {
    result = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\n") result = result "n"
        else if (c > "~") result = result octal(c)
        else result = result c
    }
    return result
}

function octal(c,    n) {
    for (n = 128; n < 256; n++) if (sprintf("%c", n) == c) return sprintf("%o", n)
    return ""
}

function run(top,    i, j, item, keys) {
    if (kind[top] == "list") {
        # A list of maps at top level works as one map.
        for (i = 1; i <= count[top]; i++) if (kind[child[top, i]] == "map") run(child[top, i])
        return
    }
    if (kind[top] != "map") { told("no map at top level"); return }
    for (i = 1; i <= count[top]; i++) handle(name[top, i], child[top, i])
    if (stopped) told(trouble "; what came before was carried out")
}

function handle(key, n) {
    if (!(key in handled)) { print "missing " quoted(key); return }
    if (key == "hostname") { if (kind[n] == "text") print "set_hostname " quoted(value[n]); return }
    if (key == "packages" || key == "package_upgrade" || key == "wait_for_network") {
        print "told " quoted(key ": upstream waits for the network and asks swupd; the stand-in leaves it out")
        return
    }
    if (kind[n] != "list") { told(key ": no list, so upstream does nothing, without a word"); return }
    if (key == "runcmd" || key == "fbootcmd") commands(n)
    else if (key == "write_files") files(n)
    else if (key == "users") users(n)
    else if (key == "groups") groups(n)
    else if (key == "ssh_authorized_keys") keys_of("", n)
    else if (key == "service") services(n)
    else if (key == "envar") variables(n)
}

# All plain strings make one command line; then the lists, the last one first.
function commands(n,    i) {
    if (joined(n) != "") print "run_command " quoted(command(joined(n)))
    for (i = count[n]; i > 0; i--)
        if (kind[child[n, i]] == "list") print "run_command " quoted(command(joined(child[n, i])))
}

function files(n,    i, item, j, key) {
    for (i = count[n]; i > 0; i--) {
        item = child[n, i]
        if (kind[item] != "map") continue
        for (j = 1; j <= count[item]; j++) {
            key = name[item, j]
            if (key !~ /^(path|content|owner|permissions)$/) told("write_files: " key " is ignored")
        }
        if (of(item, "path") == "") { told("write_files: an item without path is left out"); continue }
        print "write_file " quoted(of(item, "path")) " " quoted(of(item, "content")) " " quoted(of(item, "owner")) \
            " " quoted(of(item, "permissions"))
    }
}

function users(n,    i, item, j, key, list) {
    for (i = 1; i <= count[n]; i++) {
        item = child[n, i]
        key = kind[item] == "text" ? value[item] : of(item, "name")
        if (key != "") { print "first_user " quoted(key); break }
    }
    for (i = 1; i <= count[n]; i++) if (kind[child[n, i]] == "text") print "add_user " quoted(value[child[n, i]])
    for (i = count[n]; i > 0; i--) {
        item = child[n, i]
        if (kind[item] != "map") continue
        if (of(item, "name") == "") { told("users: an item without name is left out"); continue }
        for (j = 1; j <= count[item]; j++)
            if (!(name[item, j] in user_key)) told("users: " name[item, j] " is ignored")
        list = node_of(item, "groups")
        print "add_user " quoted(of(item, "name")) " " quoted(of(item, "gecos")) " " quoted(of(item, "homedir")) " " \
            quoted(of(item, "primary-group")) " " \
            quoted(list && kind[list] == "list" ? joined(list) : of(item, "groups")) " " \
            quoted(of(item, "passwd")) " " (is_true(of(item, "no-create-home")) ? "no" : "yes") " " \
            (is_true(of(item, "system")) ? "yes" : "no") " " (is_true(of(item, "lock-passwd")) ? "yes" : "no")
        list = node_of(item, "ssh-authorized-keys")
        if (list && kind[list] == "list") keys_of(of(item, "name"), list)
        list = node_of(item, "sudo")
        if (list && kind[list] == "list") {
            for (j = 1; j <= count[list]; j++) print "sudo_line " quoted(of(item, "name")) " " quoted(value[child[list, j]])
        } else if (of(item, "sudo") != "") print "sudo_line " quoted(of(item, "name")) " " quoted(of(item, "sudo"))
    }
}

function keys_of(user, n,    i) {
    for (i = 1; i <= count[n]; i++)
        if (kind[child[n, i]] == "text") print "add_key " quoted(user) " " quoted(value[child[n, i]])
}

function groups(n,    i, item) {
    for (i = 1; i <= count[n]; i++) if (kind[child[n, i]] == "text") print "add_group " quoted(value[child[n, i]]) " ''"
    for (i = count[n]; i > 0; i--) {
        item = child[n, i]
        if (kind[item] == "map" && count[item] > 0)
            print "add_group " quoted(name[item, 1]) " " quoted(kind[child[item, 1]] == "list" ? joined(child[item, 1]) : "")
    }
}

function services(n,    i, item, j, of_action) {
    for (i = count[n]; i > 0; i--) {
        item = child[n, i]
        if (kind[item] != "map" || count[item] < 1) continue
        of_action = child[item, 1]
        if (kind[of_action] == "text") print "service " quoted(name[item, 1]) " " quoted(value[of_action])
        for (j = 1; j <= count[of_action]; j++)
            print "service " quoted(name[item, 1]) " " quoted(value[child[of_action, j]])
    }
}

function variables(n,    i, j, item) {
    for (i = count[n]; i > 0; i--) {
        item = child[n, i]
        for (j = 1; kind[item] == "map" && j <= count[item]; j++)
            if (name[item, j] ~ /^[A-Za-z_][A-Za-z0-9_]*$/)
                print "variable " name[item, j] " " quoted(value[child[item, j]])
    }
}
