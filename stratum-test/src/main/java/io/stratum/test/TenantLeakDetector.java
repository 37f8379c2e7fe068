package io.stratum.test;

import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a tenant bound to its thread.
 *
 * <p>
 * Each test begins without a tenant, whatever the one before it left behind. Part of
 * {@link StratumTest}; elsewhere {@code @ExtendWith(TenantLeakDetector.class)}.
 */
public final class TenantLeakDetector implements BeforeEachCallback, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(TenantLeakDetector.class);

	private final TenantContext context = new TenantContext();

	@Override
	public void beforeEach(ExtensionContext test) {
		test.getStore(NAMESPACE).put(TenantContext.Scope.class, this.context.bind(null, Caller.SYSTEM));
	}

	/**
	 * Looks at what is bound.
	 * @param test the test that is over
	 * @throws IllegalStateException if a tenant, or a caller, is still bound
	 */
	@Override
	public void afterEach(ExtensionContext test) {
		String left = this.context.current().map(Tenant::slug).orElse("none");
		TenantContext.Scope scope = test.getStore(NAMESPACE)
			.remove(TenantContext.Scope.class, TenantContext.Scope.class);
		try {
			if (scope != null) {
				scope.close();
			}
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("The test '" + test.getDisplayName() + "' left a binding open (tenant '"
					+ left + "'). Open TenantContext.bind in a try-with-resources statement.", ex);
		}
	}

}
