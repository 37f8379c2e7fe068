package io.stratum.autoconfigure.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.isolation.PlatformDataSource;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Asks the application whether it goes around what keeps tenants apart.
 */
final class ApplicationCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(
			new DoctorQuestion("D27", DoctorSeverity.ERROR,
					"A session outlives its transaction, or Hibernate changes tables."),
			new DoctorQuestion("D33", DoctorSeverity.ERROR, "A data source is not bound to tenants."));

	/** Connections of a kind that nothing here can bind. */
	private static final String REACTIVE = "io.r2dbc.spi.ConnectionFactory";

	private final ListableBeanFactory beans;

	private final Environment environment;

	private final String reactive;

	ApplicationCheck(ListableBeanFactory beans, Environment environment) {
		this(beans, environment, REACTIVE);
	}

	ApplicationCheck(ListableBeanFactory beans, Environment environment, String reactive) {
		this.beans = beans;
		this.environment = environment;
		this.reactive = reactive;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return Stream.of(settings(), dataSources(), reactive()).flatMap((findings) -> findings).toList();
	}

	private Stream<DoctorFinding> settings() {
		Stream<DoctorFinding> view = this.environment.getProperty("spring.jpa.open-in-view", Boolean.class, false)
				? Stream.of(setting("spring.jpa.open-in-view", "A session reads outside its transaction, unbound."))
				: Stream.of();
		String ddl = this.environment.getProperty("spring.jpa.hibernate.ddl-auto", "none");
		Stream<DoctorFinding> tables = List.of("none", "validate").contains(ddl) ? Stream.of()
				: Stream.of(setting("spring.jpa.hibernate.ddl-auto", "'" + ddl + "' changes tables without policies."));
		return Stream.concat(view, tables);
	}

	private static DoctorFinding setting(String property, String finding) {
		return DoctorFinding.of("D27", DoctorSeverity.ERROR, property, finding,
				"Remove the property, or set 'spring.jpa.open-in-view=false' and 'spring.jpa.hibernate.ddl-auto=none'.");
	}

	private Stream<DoctorFinding> dataSources() {
		return namesOf(DataSource.class).filter((name) -> !isBound(this.beans.getBean(name, DataSource.class)))
			.map((name) -> unbound(name, "The data source is not bound to tenants."));
	}

	private Stream<DoctorFinding> reactive() {
		ClassLoader loader = ApplicationCheck.class.getClassLoader();
		return ClassUtils.isPresent(this.reactive, loader) ? namesOf(ClassUtils.resolveClassName(this.reactive, loader))
			.map((name) -> unbound(name, "Reactive connections are not bound to tenants.")) : Stream.of();
	}

	// What nobody has made yet, nobody can use.
	private Stream<String> namesOf(Class<?> type) {
		return Stream.of(this.beans.getBeanNamesForType(type, false, false))
			.filter((name) -> this.beans.findAnnotationOnBean(name, PlatformDataSource.class, false) == null);
	}

	private static boolean isBound(DataSource dataSource) {
		try {
			return dataSource instanceof TenantDataSource || dataSource.isWrapperFor(TenantDataSource.class);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static DoctorFinding unbound(String bean, String finding) {
		return DoctorFinding.of("D33", DoctorSeverity.ERROR, "bean " + bean, finding,
				"Make it a bean of its own that is not created early, so that it is bound; or mark it "
						+ "@PlatformDataSource if it leads to no rows of tenants.");
	}

}
