package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCatalogTest {
  @TempDir private Path folder;
  private Path file;
  private long seconds = 1_000_000;

  @BeforeEach
  void writeFirst() throws IOException {
    file = folder.resolve("products.csv");
    write("sku,name\na,Tee\n");
  }

  @Test
  void followsItsFile() throws IOException {
    try (FileCatalog catalog = FileCatalog.open(settings())) {
      long version = catalog.table().version();
      write("sku,name\na,Shirt\nb,Mug\n");
      assertThat(name(catalog)).isEqualTo("Tee");

      catalog.look();

      assertThat(name(catalog)).isEqualTo("Shirt");
      assertThat(catalog.table().size()).isEqualTo(2);
      assertThat(catalog.table().version()).isNotEqualTo(version);
      assertThat(catalog.updates()).isEqualTo(1);
      assertThat(catalog.refused()).isZero();
    }
  }

  @Test
  void fileThatSaysTheSameIsNoUpdate() throws IOException {
    try (FileCatalog catalog = FileCatalog.open(settings())) {
      CatalogTable table = catalog.table();
      write("name,sku\nTee,a\n");

      catalog.look();

      assertThat(catalog.table()).isSameAs(table);
      assertThat(catalog.updates()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sku,name\n", "id,name\na,b\n", "sku,name\na,b\na,c\n", "sku,name\na\n"})
  void keepsWhatItHasWhereAnUpdateIsBroken(String broken) throws IOException {
    try (FileCatalog catalog = FileCatalog.open(settings())) {
      write(broken);
      catalog.look();
      catalog.look();

      assertThat(name(catalog)).isEqualTo("Tee");
      assertThat(catalog.refused()).as("at each look").isEqualTo(2);
      write("sku,name\na,Mended\n");
      catalog.look();
      assertThat(name(catalog)).isEqualTo("Mended");
      assertThat(catalog.refused()).isEqualTo(2);
    }
  }

  @Test
  void keepsWhatItHasWhereTheFileGoes() throws IOException {
    try (FileCatalog catalog = FileCatalog.open(settings())) {
      Files.delete(file);
      catalog.look();

      assertThat(name(catalog)).isEqualTo("Tee");
      assertThat(catalog.refused()).isEqualTo(1);
    }
  }

  @Test
  void doesNotOpenWithoutAFileThatCanBeUsed() throws IOException {
    write("sku,name\n");
    assertThatThrownBy(() -> FileCatalog.open(settings()))
        .hasMessage("catalog " + file + " is empty");

    Files.delete(file);
    assertThatThrownBy(() -> FileCatalog.open(settings()))
        .isInstanceOf(BrokenCatalogException.class)
        .hasMessage("catalog " + file + " is not there");
  }

  @Test
  void isOneCopyForAllWhoOpenIt() throws IOException {
    Catalog one = Catalogs.open(settings());
    Catalog other = Catalogs.open(settings());
    CatalogTable table = one.table();
    assertThat(other.table()).isSameAs(table);

    one.close();
    one.close();
    try (Catalog third = Catalogs.open(settings())) {
      assertThat(third.table()).as("somebody still has it").isSameAs(table);
    }
    other.close();
    try (Catalog last = Catalogs.open(settings())) {
      assertThat(last.table()).as("nobody had it").isNotSameAs(table);
    }
  }

  /**
   * Each time with another modification time, which file systems do not tell apart by themselves.
   */
  private void write(String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000 * seconds++));
  }

  private static String name(Catalog catalog) {
    return catalog.table().find("a").text(0);
  }

  private CatalogSettings settings() {
    return new CatalogSettings(
        file.toString(), "sku", ',', Duration.ofDays(1), List.of("name"), List.of("name"));
  }
}
