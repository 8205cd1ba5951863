// The C library's calls for extended attributes, which Swift's own module of it leaves out; imported by
// Machine/Files/Directory+Attributes.swift only.
#include <sys/xattr.h>
