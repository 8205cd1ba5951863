/// A small kernel with the sections of Debian's 6.1, compressed as `xz --format=lzma` does (Python's lzma
/// module, FORMAT_ALONE, preset 6): nothing in the project writes this format.
enum LzmaSample {
    /// Its unpacked size in bytes.
    static let size = 918

    /// The stream.
    static let hexadecimal = """
        5d00008000ffffffffffffffff003f914584683d89a6da8acc93e24efe52b48f4cee471d7d7bc98f0af0eb5329cefb24
        3cbdb0e5e2486ecc24f9d835c4a27ec10fae582027796189f287d77228055f9ab2feaed37e9dacac546ad2c42b20a9fd
        927b4d4130c853e2f8acd642725bde6198f5d9000efa4ce18db3bc5e02d2d9121b8eb6572b484cb1cb1d31e308d37269
        d053401ed129316db4bfb55dd7b7cacdb19fa66bd379fa223c3a1a54b0c3c768a69ff67958174488b2de4ee6672bdfb5
        09da56336ca860489fbcfaab3d9b5610755e4c55ea1a47fcd0cecd0fbde7ec962e53acb35a71ea021573cc4675782d6c
        089d1315b5c14022877e70d3676efee22044ed95bb445c83512bdfb79e00559fb67ffdfd7aa0
        """
}
