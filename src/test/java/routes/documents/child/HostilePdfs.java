package routes.documents.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** PDFs that nobody means well with, written by hand. */
final class HostilePdfs {

  private HostilePdfs() {}

  /** A page whose program is this. */
  static byte[] page(String program) throws IOException {
    return page(program.getBytes(StandardCharsets.ISO_8859_1), "");
  }

  /** A page with a program of so many operations. */
  static byte[] operations(int count) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = fast(packed)) {
      byte[] some = "0 0 m 1 1 l S\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < count / 3000; i++) {
        out.write(some);
      }
    }
    return page(packed.toByteArray(), "/Filter /FlateDecode");
  }

  /** A page whose program has so many bytes, though its file has few. */
  static byte[] bomb(int mebibytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = fast(packed)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < mebibytes; i++) {
        out.write(blanks);
      }
    }
    return page(packed.toByteArray(), "/Filter /FlateDecode");
  }

  /** Forms that draw each other, twice each, so deep. */
  static byte[] formsInForms(int depth) throws IOException {
    List<byte[]> objects = new ArrayList<>();
    objects.add(text("<< /Type /Catalog /Pages 2 0 R >>"));
    objects.add(text("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"));
    objects.add(
        text(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<"
                + " /XObject << /F 5 0 R >> >> >>"));
    objects.add(stream("", "/F Do /F Do"));
    for (int i = 0; i < depth; i++) {
      objects.add(
          stream(
              "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>"
                  .formatted(6 + i),
              "/F Do /F Do"));
    }
    objects.add(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 m 1 1 l S"));
    return file(objects);
  }

  /** A page tree that is its own child. */
  static byte[] recursiveTree() throws IOException {
    return file(
        List.of(
            text("<< /Type /Catalog /Pages 2 0 R >>"),
            text("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>")));
  }

  /** A page with a picture of so many pixels on each side, in a few bytes. */
  static byte[] picture(int side) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = fast(packed)) {
      out.write(new byte[1000]);
    }
    return file(
        List.of(
            text("<< /Type /Catalog /Pages 2 0 R >>"),
            text("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            text(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<"
                    + " /XObject << /I 5 0 R >> >> >>"),
            stream("", "q 612 0 0 792 0 0 cm /I Do Q"),
            stream(
                "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
                    .formatted(side, side),
                packed.toByteArray())));
  }

  /** A readable page with a script, a program to launch, a web address and an attached file. */
  static byte[] active() throws IOException {
    return file(
        List.of(
            text(
                "<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 7 0 R >> /Names <<"
                    + " /JavaScript << /Names [(a) 6 0 R] >> /EmbeddedFiles << /Names [(evil.exe) 8"
                    + " 0 R] >> >> /AcroForm << /XFA 10 0 R /Fields [] >> >>"),
            text("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            text(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<"
                    + " /Font << /F 5 0 R >> >> /AA << /O 7 0 R >> >>"),
            stream("", "BT /F 12 Tf 50 700 Td (Minimum FICO score is 700 for all) Tj ET"),
            text("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
            text("<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:1/'\\)) >>"),
            text("<< /S /Launch /F (/bin/touch) /Win << /F (cmd.exe) /P (/c calc) >> >>"),
            text("<< /Type /Filespec /F (evil.exe) /EF << /F 9 0 R >> >>"),
            stream("/Type /EmbeddedFile", "Minimum FICO score is 300"),
            stream("", "<xdp><field>Minimum FICO score is 300</field></xdp>")));
  }

  private static DeflaterOutputStream fast(OutputStream to) {
    return new DeflaterOutputStream(to, new Deflater(Deflater.BEST_SPEED), 1 << 16);
  }

  private static byte[] page(byte[] program, String more) throws IOException {
    return file(
        List.of(
            text("<< /Type /Catalog /Pages 2 0 R >>"),
            text("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            text(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<"
                    + " >> >>"),
            stream(more, program)));
  }

  private static byte[] text(String object) {
    return object.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] stream(String more, String content) throws IOException {
    return stream(more, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] stream(String more, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text("<< /Length %d %s >>\nstream\n".formatted(content.length, more)));
    out.write(content);
    out.write(text("\nendstream"));
    return out.toByteArray();
  }

  private static byte[] file(List<byte[]> objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text("%PDF-1.7\n"));
    List<Integer> places = new ArrayList<>();
    for (byte[] object : objects) {
      places.add(out.size());
      out.write(text(places.size() + " 0 obj\n"));
      out.write(object);
      out.write(text("\nendobj\n"));
    }
    int table = out.size();
    out.write(text("xref\n0 %d\n0000000000 65535 f \n".formatted(places.size() + 1)));
    for (int place : places) {
      out.write(text("%010d 00000 n \n".formatted(place)));
    }
    out.write(
        text(
            "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                .formatted(places.size() + 1, table)));
    return out.toByteArray();
  }
}
