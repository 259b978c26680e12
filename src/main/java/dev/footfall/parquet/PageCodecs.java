package dev.footfall.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * What pages are compressed with: writes Zstandard at its default level, and reads what others
 * commonly write. Parquet's own codecs go through Hadoop's compression classes, which would all
 * have to be in the jar; these are the libraries that Kafka's client brings.
 */
public final class PageCodecs implements CompressionCodecFactory {
  /** What can be read. */
  public static final Set<CompressionCodecName> READ =
      Set.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);

  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("pages are written in ZSTD, not in " + codec);
    }
    return new ZstdCompressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Decompressor(
        switch (codec) {
          case UNCOMPRESSED -> (page, size) -> page;
          case SNAPPY -> (page, size) -> Snappy.uncompress(page);
          case GZIP -> (page, size) -> unzip(page, size);
          case ZSTD -> (page, size) -> Zstd.decompress(page, size);
          case LZ4_RAW ->
              (page, size) ->
                  LZ4Factory.fastestInstance().safeDecompressor().decompress(page, size);
          default ->
              throw new IllegalArgumentException("a page in " + codec + ", which is not read");
        });
  }

  private static byte[] unzip(byte[] page, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return in.readNBytes(size);
    }
  }

  @Override
  public void release() {}

  private static final class ZstdCompressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
      return BytesInput.from(Zstd.compress(page.toByteArray(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  /** Gives a page's bytes, which are this many. */
  @FunctionalInterface
  private interface Codec {
    byte[] decompress(byte[] page, int size) throws IOException;
  }

  private record Decompressor(Codec codec) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(decompressed(page.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size)
        throws IOException {
      byte[] compressed = new byte[pageSize];
      page.get(compressed);
      out.put(decompressed(compressed, size));
    }

    private byte[] decompressed(byte[] page, int size) throws IOException {
      byte[] plain = codec.decompress(page, size);
      if (plain.length != size) {
        throw new IOException("a page of " + plain.length + " bytes that should have " + size);
      }
      return plain;
    }

    @Override
    public void release() {}
  }
}
