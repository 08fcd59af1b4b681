package routes.api.once;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;

/** Tells whether two requests are the same: address, body, and of a form its fields and files. */
final class RequestHash {
  private final MessageDigest digest;

  private RequestHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the message's body, which stays readable. */
  static String of(Message message, String path) throws IOException {
    RequestHash hash = new RequestHash();
    hash.add(path.getBytes(StandardCharsets.UTF_8));
    AttachmentMessage form = message.getExchange().getMessage(AttachmentMessage.class);
    if (form.hasAttachments()) {
      // The boundary between a form's parts differs each time it is sent.
      for (Map.Entry<String, DataHandler> part : new TreeMap<>(form.getAttachments()).entrySet()) {
        hash.add(part.getKey().getBytes(StandardCharsets.UTF_8));
        try (InputStream content = part.getValue().getInputStream()) {
          hash.add(content.readAllBytes());
        }
      }
      for (String field : new String[] {"lender_name", "policy_details", "created_by"}) {
        String value = message.getHeader(field, "", String.class);
        hash.add(value.getBytes(StandardCharsets.UTF_8));
      }
    } else {
      byte[] body = message.getBody(byte[].class);
      message.setBody(body);
      hash.add(body == null ? new byte[0] : body);
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  /** Each part with its length, so that no two parts can be taken for others. */
  private void add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }
}
