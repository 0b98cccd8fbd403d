package io.tailrace.agent.testing;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.tailrace.agent.content.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Compresses as rotators do. */
public final class Compressed {

    private Compressed() {}

    public static byte[] bytes(Compression compression, byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compression == Compression.GZIP
                ? new GZIPOutputStream(compressed)
                : new ZstdOutputStreamNoFinalizer(compressed).setChecksum(true)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return compressed.toByteArray();
    }

    public static byte[] gzip(String content) {
        return bytes(Compression.GZIP, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As gzip does: the file that is compressed is gone afterwards. */
    public static Path file(Compression compression, Path file) throws IOException {
        String suffix = compression == Compression.GZIP ? ".gz" : ".zst";
        Path compressed = file.resolveSibling(file.getFileName() + suffix);
        Files.write(compressed, bytes(compression, Files.readAllBytes(file)));
        Files.delete(file);
        return compressed;
    }
}
