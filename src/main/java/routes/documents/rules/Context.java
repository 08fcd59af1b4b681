package routes.documents.rules;

import org.jspecify.annotations.Nullable;

/**
 * What the headings above a place say about it.
 *
 * @param node the program or section it belongs to
 * @param topic what it is about; absent when that is nothing special
 * @param heading the heading itself
 */
record Context(ProgramNode node, @Nullable Topic topic, String heading) {

  Context in(ProgramNode other) {
    return new Context(other, null, "");
  }
}
