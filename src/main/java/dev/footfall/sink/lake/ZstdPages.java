package dev.footfall.sink.lake;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard for Parquet's pages, at its default level. Parquet's own codec goes through Hadoop's
 * compression classes, which would all have to be in the jar.
 */
final class ZstdPages
    implements CompressionCodecFactory,
        CompressionCodecFactory.BytesInputCompressor,
        CompressionCodecFactory.BytesInputDecompressor {
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return this;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("a page in " + codec + ", not in " + getCodecName());
    }
    return this;
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    return BytesInput.from(Zstd.compress(page.toByteArray(), LEVEL));
  }

  @Override
  public BytesInput decompress(BytesInput page, int size) throws IOException {
    return BytesInput.from(Zstd.decompress(page.toByteArray(), size));
  }

  @Override
  public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size)
      throws IOException {
    byte[] compressed = new byte[pageSize];
    page.get(compressed);
    out.put(Zstd.decompress(compressed, size));
  }

  @Override
  public void release() {}
}
