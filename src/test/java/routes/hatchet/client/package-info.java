/** Tests of the client and the worker, against scripted services over real connections. */
@NullMarked
package routes.hatchet.client;

import org.jspecify.annotations.NullMarked;
