package io.stratum.test;

import java.util.Optional;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Binds the tenant of a test around everything that runs for it.
 */
final class ActingForListener extends AbstractTestExecutionListener {

	private static final String SCOPE = ActingForListener.class.getName() + ".SCOPE";

	/**
	 * Comes after injection and before the transaction of the test.
	 */
	@Override
	public int getOrder() {
		return 3500;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		annotation(test).ifPresent((acting) -> {
			Tenant tenant = TwoTenants.find(test.getApplicationContext().getBean(Tenants.class), acting.value());
			TenantContext context = test.getApplicationContext().getBean(TenantContext.class);
			test.setAttribute(SCOPE, context.bind(tenant));
		});
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.removeAttribute(SCOPE) instanceof TenantContext.Scope scope) {
			scope.close();
		}
	}

	private static Optional<ActingFor> annotation(TestContext test) {
		ActingFor ofMethod = AnnotatedElementUtils.findMergedAnnotation(test.getTestMethod(), ActingFor.class);
		return (ofMethod != null) ? Optional.of(ofMethod) : Optional
			.ofNullable(TestContextAnnotationUtils.findMergedAnnotation(test.getTestClass(), ActingFor.class));
	}

}
