package io.stratum.isolation.rls;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.Catalog;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.RoleFacts;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import io.stratum.isolation.rls.RowLevelSecurityPlan.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Generates and applies the policies that keep the rows of tenants apart.
 *
 * <p>
 * <b>Guarantees.</b> A table that {@link #verify()} passes shows and takes, for every
 * statement of the application role, only rows of the bound tenant; for a subtree read
 * only rows of the visible tenants; without a binding none. It does not hold against the
 * platform or owner role, nor against SQL that names another tenant in its binding.
 */
public final class RowLevelSecurity {

	private final DataSource owner;

	private final RoleNames roles;

	private final TenantTables tables;

	private final Catalog catalog;

	private final Ddl ddl;

	private final PolicyText text;

	private final Duration lockTimeout;

	/**
	 * Creates the generator for one database; a lock is waited for up to three seconds at
	 * a time.
	 * @param owner connections of the owner role; those of any login suffice to scan,
	 * verify and write the migration
	 * @param roles names of the roles
	 * @param tables which tables are tenant-owned
	 */
	public RowLevelSecurity(DataSource owner, RoleNames roles, TenantTables tables) {
		this(owner, roles, tables, Duration.ofSeconds(3));
	}

	/**
	 * Creates the generator for one database.
	 * @param owner connections of the owner role
	 * @param roles names of the roles
	 * @param tables which tables are tenant-owned
	 * @param lockTimeout how long a statement waits for a lock before it lets others pass
	 * and tries again, in all six times
	 */
	public RowLevelSecurity(DataSource owner, RoleNames roles, TenantTables tables, Duration lockTimeout) {
		this.owner = owner;
		this.roles = roles;
		this.tables = tables;
		this.catalog = new Catalog(owner);
		this.lockTimeout = lockTimeout;
		this.ddl = new Ddl(owner, lockTimeout);
		this.text = new PolicyText(PolicyForm.PLAIN, tables.column(), roles);
	}

	/**
	 * Makes a generator for the same tables in another place.
	 * @param owner connections of the owner role to that place
	 * @param roles names of the roles there
	 * @param from name of the schema the tables are declared for
	 * @param to name of their schema in that place
	 * @return a generator with the same declarations
	 */
	public RowLevelSecurity elsewhere(DataSource owner, RoleNames roles, String from, String to) {
		return new RowLevelSecurity(owner, roles, this.tables.moved(from, to), this.lockTimeout);
	}

	/**
	 * Returns all that decides what is generated, whatever tables there are.
	 * @return a text that differs if declarations, roles or policies do
	 */
	public String recipe() {
		return Stream
			.of(Stream.of(this.tables.toString(), this.text.columnDefault(), CompanionSchema.version()),
					this.text.policies().stream().map(Policy::comment))
			.flatMap((lines) -> lines)
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Looks at every table and changes nothing.
	 * @return each table with its class, protection and next action, and all findings
	 */
	public RowLevelSecurityReport scan() {
		CatalogSnapshot snapshot = read();
		List<DoctorFinding> findings = findings(snapshot);
		return new Scan(snapshot, this.text, this.ddl::exists).report(findings);
	}

	/**
	 * Puts the policies in place, or says what that would take.
	 * @param dryRun whether to leave everything as it is
	 * @return the steps taken or to take; empty if nothing is left to do
	 * @throws StratumException if a role or the companion function is missing, or the
	 * database refuses a statement
	 */
	public RowLevelSecurityPlan apply(boolean dryRun) {
		List<Step> steps = plan(read());
		if (!dryRun) {
			steps.forEach(this::execute);
		}
		return new RowLevelSecurityPlan(steps, !dryRun);
	}

	/**
	 * Puts the policies in place and says what the catalog holds then; read once where
	 * nothing was left to do.
	 * @return every table with its class
	 * @throws StratumException if a role or the companion function is missing, or the
	 * database refuses a statement
	 */
	public CatalogSnapshot applyAndRead() {
		CatalogSnapshot snapshot = read();
		List<Step> steps = plan(snapshot);
		steps.forEach(this::execute);
		return steps.isEmpty() ? snapshot : read();
	}

	private List<Step> plan(CatalogSnapshot snapshot) {
		Foundation.require(snapshot);
		return new Planner(snapshot, this.text, this.ddl::exists).plan();
	}

	/**
	 * Builds the missing indexes that are led by the tenant column, beside the writers of
	 * large tables.
	 * @param dryRun whether to leave everything as it is
	 * @return the steps taken or to take; empty if each table has its index
	 * @throws StratumException if the database refuses a statement
	 */
	public RowLevelSecurityPlan buildIndexes(boolean dryRun) {
		CatalogSnapshot snapshot = read();
		List<TenantIndex> missing = snapshot.owned()
			.stream()
			.filter((table) -> table.tenant() != null && !table.isLedBy(this.tables.column()) && !table.isForeign())
			.filter((table) -> table.parents().stream().noneMatch((parent) -> snapshot.isPartitioned(parent)))
			.map((table) -> new TenantIndex(table, this.tables.column()))
			.toList();
		if (!dryRun) {
			missing.forEach(this::build);
		}
		return new RowLevelSecurityPlan(missing.stream().map(TenantIndex::step).toList(), !dryRun);
	}

	/**
	 * Writes the policies as a repeatable Flyway migration.
	 * @return the script, the same for the same tables and roles whatever their state
	 */
	public String migration() {
		return new MigrationScript(read(), this.text).text();
	}

	/**
	 * Stops the start where a tenant-owned table is not protected.
	 * @throws IsolationUnsafeException if a table is unprotected or unclassified, or the
	 * application role could step around the policies
	 */
	public void verify() {
		verify(read());
	}

	/**
	 * Stops the start where a tenant-owned table is not protected.
	 * @param snapshot the catalog, as {@link #read()} or {@link #applyAndRead()} returned
	 * it
	 * @throws IsolationUnsafeException if a table is unprotected or unclassified, or the
	 * application role could step around the policies
	 */
	public void verify(CatalogSnapshot snapshot) {
		Foundation.require(snapshot);
		refuse(Stream.concat(new ProtectionFindings(snapshot, this.text).all(),
				roleFindings(this.owner, this.roles.application(), snapshot)));
	}

	/**
	 * Stops the start where the login of the application is not bound by the policies.
	 * @param application connections of the application, not bound to any tenant
	 * @throws IsolationUnsafeException if the login is another role than the policies are
	 * written for, or could step around them
	 */
	public void verifyLogin(DataSource application) {
		verifyLogin(application, read());
	}

	/**
	 * Stops the start where the login of the application is not bound by the policies.
	 * @param application connections of the application, not bound to any tenant
	 * @param snapshot the catalog, as {@link #read()} or {@link #applyAndRead()} returned
	 * it
	 * @throws IsolationUnsafeException if the login is another role than the policies are
	 * written for, or could step around them
	 */
	public void verifyLogin(DataSource application, CatalogSnapshot snapshot) {
		refuse(loginFindings(application, snapshot).stream());
	}

	/**
	 * Returns how the login of the application could step around the policies.
	 * @param application connections of the application, not bound to any tenant
	 * @param snapshot the catalog, as {@link #read()} returned it
	 * @return findings about its role
	 */
	public List<DoctorFinding> loginFindings(DataSource application, CatalogSnapshot snapshot) {
		return roleFindings(application, null, snapshot).toList();
	}

	/**
	 * Reads the catalog of the database.
	 * @return every table with its class
	 */
	public CatalogSnapshot read() {
		return this.catalog.read(this.tables, this.roles);
	}

	/**
	 * Returns all that the catalog gives away about tables.
	 * @param snapshot the catalog, as {@link #read()} returned it
	 * @return findings in order of check
	 */
	public List<DoctorFinding> findings(CatalogSnapshot snapshot) {
		return Stream
			.of(new ProtectionFindings(snapshot, this.text).all(), new KeyFindings(snapshot).all(),
					new ExposureFindings(snapshot).all())
			.flatMap((found) -> found)
			.sorted(Comparator.comparing(DoctorFinding::id).thenComparing(DoctorFinding::object))
			.toList();
	}

	private void build(TenantIndex index) {
		if (index.isConcurrent()) {
			run(index.step(), () -> index.statements().forEach(this.ddl::runAlone));
		}
		else {
			execute(index.step());
		}
	}

	private void execute(Step step) {
		if (step.blocked() == null) {
			run(step, () -> this.ddl.run(step.statements()));
		}
	}

	private static void run(Step step, Runnable work) {
		try {
			work.run();
		}
		catch (DataAccessException ex) {
			throw new StratumException(ErrorCode.INTERNAL_SERVER_ERROR,
					("Row-level security could not be applied to \"%s\" (%s). See the cause in the log, "
							+ "then apply again: nothing of this step was kept.")
						.formatted(step.object(), step.purpose()),
					Map.of("object", step.object()), ex);
		}
	}

	private Stream<DoctorFinding> roleFindings(DataSource login, @Nullable String role, CatalogSnapshot snapshot) {
		return RoleFacts.read(login, role, this.tables.schemas())
			.stream()
			.flatMap((facts) -> new RoleFindings(facts, this.roles).all(snapshot).stream());
	}

	private static void refuse(Stream<DoctorFinding> findings) {
		List<DoctorFinding> stopping = findings.filter((finding) -> finding.stops(DoctorMode.ENFORCE)).toList();
		if (!stopping.isEmpty()) {
			throw new IsolationUnsafeException(stopping);
		}
	}

}
