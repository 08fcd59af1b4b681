package routes.lending.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import routes.lending.json.CanonicalJson;

/** The version of a policy is what it says. */
public final class PolicyVersion {
  private PolicyVersion() {}

  /**
   * The hash of a policy's content: SHA-256 over its canonical JSON, as 64 lower-case hex digits.
   *
   * <p>Of the source only the document's own hash counts: the same file uploaded again under
   * another name or id is the same version.
   */
  public static String of(Policy policy) {
    ObjectNode content = (ObjectNode) PolicyJson.write(policy);
    if (content.get("source") instanceof ObjectNode source) {
      source.remove("documentId");
      source.remove("fileName");
    }
    return CanonicalJson.sha256(content);
  }
}
