package routes.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into the data directory. */
record PostgresBinaries(Path home) {

  static PostgresBinaries unpack(DataDirectory data) throws IOException {
    URL archive = archive();
    Path home = data.directory("bin").toRealPath().resolve("postgresql-" + identity(archive));
    if (!Files.isDirectory(home)) {
      Path unfinished = home.resolveSibling(home.getFileName() + ".new");
      OwnerOnly.deleteTree(unfinished);
      extract(archive, unfinished);
      OwnerOnly.move(unfinished, home);
    }
    return new PostgresBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static URL archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String family = system.startsWith("mac") ? "darwin" : "linux";
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    String name = "postgres-" + family + "-" + ArchUtils.normalize(machine) + libc + ".txz";
    URL found = PostgresBinaries.class.getClassLoader().getResource(name);
    if (found == null || !(system.startsWith("mac") || system.startsWith("linux"))) {
      throw new EmbeddedStartException(
          "There is no embedded PostgreSQL for "
              + system
              + " on "
              + machine
              + ": set DATABASE_URL to a PostgreSQL of yours.");
    }
    return found;
  }

  /** Changes when the archive does, so that another version is unpacked beside the old one. */
  private static String identity(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toString(connection.getContentLengthLong());
  }

  private static void extract(URL archive, Path target) throws IOException {
    try (InputStream raw = archive.openStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(place);
          continue;
        }
        Files.createDirectories(place.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) {
          Files.copy(tar, place);
          Files.setPosixFilePermissions(
              place,
              PosixFilePermissions.fromString(
                  (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
