package routes.api;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.jspecify.annotations.Nullable;

/** Reads an upload ({@code multipart/form-data}) into the body that the route's SQL stores. */
public final class UploadRequest {
  private static final int LONGEST_NAME = 200;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  // PDF readers look for the header in the first kilobyte.
  private static final int HEADER_WINDOW = 1024;

  /** Reads a lender's guideline: fields file, lender_name, policy_details?, created_by?. */
  public void lender(Exchange exchange) throws IOException {
    Map<String, Object> row = document(exchange);
    if (!"application/pdf".equals(row.get("content_type"))) {
      throw RefusedException.badRequest(
          "file",
          "file '%s' is no PDF: send the lender's guideline as a PDF."
              .formatted(row.get("file_name")));
    }
    Message message = exchange.getMessage();
    String name = field(message, "lender_name");
    if (name == null) {
      throw RefusedException.badRequest("lender_name", "lender_name is missing: send it.");
    }
    row.put("lender_id", UUID.randomUUID().toString());
    row.put("lender_name", name);
    row.put("policy_details", field(message, "policy_details"));
    row.put("created_by", field(message, "created_by"));
    finish(message, row);
  }

  /** Reads an application form: field file, a PDF or a JSON document. */
  public void application(Exchange exchange) throws IOException {
    Map<String, Object> row = document(exchange);
    finish(exchange.getMessage(), row);
  }

  private static Map<String, Object> document(Exchange exchange) throws IOException {
    DataHandler file = file(exchange);
    byte[] content;
    try (InputStream in = file.getInputStream()) {
      content = in.readAllBytes();
    }
    String name = fileName(file.getName());
    if (content.length == 0) {
      throw RefusedException.badRequest(
          "file", "file '%s' is empty: send the document itself.".formatted(name));
    }
    Map<String, Object> row = new HashMap<>();
    row.put("document_id", UUID.randomUUID().toString());
    row.put("file_name", name);
    row.put("content_type", contentType(content));
    row.put("sha256", sha256(content));
    row.put("size_bytes", content.length);
    row.put("content", content);
    return row;
  }

  private static DataHandler file(Exchange exchange) {
    AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
    if (!message.hasAttachments()) {
      throw RefusedException.badRequest(
          "file", "file is missing: send multipart/form-data with a part named file.");
    }
    DataHandler named = message.getAttachment("file");
    return named == null ? message.getAttachments().values().iterator().next() : named;
  }

  private static void finish(Message message, Map<String, Object> row) {
    message.getExchange().getMessage(AttachmentMessage.class).setAttachmentObjects(Map.of());
    message.removeHeaders("*");
    message.setBody(row);
  }

  private static @Nullable String field(Message message, String name) {
    String value = message.getHeader(name, String.class);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST_NAME && !name.equals("policy_details")) {
      throw RefusedException.badRequest(
          name, "%s is too long: send at most %d characters.".formatted(name, LONGEST_NAME));
    }
    return value.strip().replace("\0", "");
  }

  /** What the bytes are, whatever the sender calls them. */
  private static String contentType(byte[] content) {
    for (int i = 0; i <= Math.min(content.length, HEADER_WINDOW) - PDF.length; i++) {
      if (Arrays.equals(content, i, i + PDF.length, PDF, 0, PDF.length)) {
        return "application/pdf";
      }
    }
    int first = 0;
    while (first < content.length && Character.isWhitespace(content[first])) {
      first++;
    }
    return first < content.length && content[first] == '{'
        ? "application/json"
        : "application/octet-stream";
  }

  /** The last part of the name, without what a file system or a terminal would act on. */
  static String fileName(@Nullable String sent) {
    if (sent == null) {
      return "document";
    }
    String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "").strip();
    if (name.length() > LONGEST_NAME) {
      name = name.substring(name.length() - LONGEST_NAME);
    }
    return name.isEmpty() ? "document" : name;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
