package io.tailrace.agent.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The forms that rotated files are compressed to, told by their first bytes, whatever the file's name. */
public enum Compression {
    /** RFC 1952. */
    GZIP {
        @Override
        InputStream decompress(InputStream file) throws IOException {
            return new GZIPInputStream(file, BUFFER);
        }
    },
    /** RFC 8878. */
    ZSTD {
        @Override
        InputStream decompress(InputStream file) throws IOException {
            try {
                // 8 MiB, which RFC 8878 wants of every decoder: what was made with more could take gigabytes.
                return new ZstdInputStreamNoFinalizer(file).setLongMax(23);
            } catch (LinkageError e) {
                throw new IOException("zstd can't be used here: " + e, e);
            }
        }
    };

    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC = 4;
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int ZSTD_MAGIC = 0xfd2fb528;
    private static final String NATIVE_DIRECTORY = "ZstdTempFolder";

    /** What a stream of compressed bytes decompresses to. */
    abstract InputStream decompress(InputStream file) throws IOException;

    /** What a file is compressed with, null when it is not. */
    public static @Nullable Compression of(Content file) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(MAGIC).order(ByteOrder.LITTLE_ENDIAN);
        if (!file.fill(first, 0)) {
            return null;
        }
        if ((first.getShort(0) & 0xffff) == GZIP_MAGIC) {
            return GZIP;
        }
        return first.getInt(0) == ZSTD_MAGIC ? ZSTD : null;
    }

    /**
     * Where the native library of zstd is unpacked to, when it is needed first: a temporary directory may be one that nothing is
     * executed from.
     */
    public static void unpackInto(Path directory) {
        String configured = System.getProperty(NATIVE_DIRECTORY);
        if (configured == null || !Files.isDirectory(Path.of(configured))) {
            System.setProperty(NATIVE_DIRECTORY, directory.toString());
        }
    }
}
