/**
 * Tenants, the tree they form, and the tenant that running code acts for.
 */
@NullMarked
package io.stratum.tenant;

import org.jspecify.annotations.NullMarked;
