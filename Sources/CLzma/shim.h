// liblzma as Swift sees it; imported by Initramfs/Codecs/Lzma.swift only.
#include <lzma.h>
