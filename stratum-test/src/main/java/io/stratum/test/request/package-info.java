/**
 * Makes requests for a tenant, as the application reads them.
 */
@NullMarked
package io.stratum.test.request;

import org.jspecify.annotations.NullMarked;
