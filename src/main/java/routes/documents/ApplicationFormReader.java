package routes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.documents.form.FormField;
import routes.documents.form.FormPairs;
import routes.documents.layout.PageLayout;
import routes.documents.page.PageText;

/**
 * Reads a filled-in loan application form. Thread-safe: it keeps nothing.
 *
 * <p>What the form leaves empty, and what cannot be understood, is left out of the answer: an
 * application that lacks a field goes to review, one with a wrong value may be declined.
 */
public final class ApplicationFormReader {

  /**
   * The application in the shape that {@code POST /api/loan-applications} takes: {@code
   * reference_id}, {@code applicant}, {@code business}, {@code guarantors}, {@code credit}, {@code
   * loan}, {@code equipment}.
   */
  public JsonNode read(DocumentText text) {
    Map<FormField, JsonNode> values = new LinkedHashMap<>();
    for (PageText page : text.pages()) {
      for (FormPairs.Pair pair : FormPairs.of(PageLayout.blocks(page))) {
        Optional<FormField> field = FormField.named(pair.section(), pair.label());
        field
            .flatMap(known -> known.value(pair.value(), pair.label()))
            .ifPresent(value -> values.putIfAbsent(field.orElseThrow(), value));
      }
    }
    ObjectNode application = JsonNodeFactory.instance.objectNode();
    values.forEach((field, value) -> field.put(application, value));
    return application;
  }
}
