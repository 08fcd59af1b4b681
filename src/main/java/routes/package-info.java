/** Hatchet workflows as Apache Camel routes. */
package routes;
