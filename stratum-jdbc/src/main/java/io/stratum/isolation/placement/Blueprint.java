package io.stratum.isolation.placement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.function.SingletonSupplier;

/**
 * What every place of a tenant contains: the application's tables, policies and rights.
 *
 * <p>
 * It is that of the shared tables, made by the same migrations and with the same classes
 * of tables.
 */
public final class Blueprint {

	private final MigrationScripts scripts;

	private final Supplier<RowLevelSecurity> shared;

	private final Supplier<String> homeSchema;

	private final List<String> searchPathTail;

	private final Supplier<String> fingerprint = SingletonSupplier.of(this::compute);

	/**
	 * Creates a blueprint; nothing is read before it is first needed.
	 * @param scripts the application's migrations
	 * @param shared the policies of the shared tables
	 * @param homeSchema name of the schema of the shared tables
	 * @param searchPathTail schemas searched after the one of a tenant
	 */
	public Blueprint(MigrationScripts scripts, Supplier<RowLevelSecurity> shared, Supplier<String> homeSchema,
			List<String> searchPathTail) {
		this.scripts = scripts;
		this.shared = SingletonSupplier.of(shared);
		this.homeSchema = SingletonSupplier.of(homeSchema);
		this.searchPathTail = List.copyOf(searchPathTail);
	}

	/**
	 * Identifies scripts, their checksums, placeholders and policies.
	 * @return 64 hex digits, the same as long as none of them changes
	 */
	public String fingerprint() {
		return this.fingerprint.get();
	}

	/**
	 * Gives a place whatever it lacks; running it again changes nothing.
	 * @param place the place, whose schema or database exists
	 * @param owner connections of the owner role to it
	 * @param roles names of the roles there
	 */
	public void apply(Placement place, DataSource owner, RoleNames roles) {
		withOneConnection(owner, (one) -> prepare(place, one, roles));
		flyway(place, owner).migrate();
		withOneConnection(owner, (one) -> protect(security(place, one, roles)));
	}

	private void prepare(Placement place, DataSource owner, RoleNames roles) {
		if (place.schema() == null) {
			createSchema(owner);
		}
		if (place.database() != null || !Placement.HOME.equals(place.server())) {
			CompanionSchema.install(owner, roles);
		}
	}

	private static void protect(RowLevelSecurity security) {
		security.apply(false);
		security.verify();
	}

	// Many short transactions one after another; opening a connection costs more
	// than most of them.
	private static void withOneConnection(DataSource owner, Consumer<DataSource> work) {
		try (Connection connection = owner.getConnection()) {
			work.accept(new SingleConnectionDataSource(connection, true));
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The owner has no connection to the place.", ex);
		}
	}

	/**
	 * Makes the migrations of a place ready to run or to be looked at.
	 * @param place the place
	 * @param owner connections of the owner role to it
	 * @return its migrations
	 */
	public Flyway flyway(Placement place, DataSource owner) {
		return this.scripts.in(owner, schemaOf(place));
	}

	/**
	 * Makes the policies of a place ready to be looked at.
	 * @param place the place
	 * @param owner connections of the owner role to it
	 * @param roles names of the roles there
	 * @return its policies
	 */
	public RowLevelSecurity security(Placement place, DataSource owner, RoleNames roles) {
		return this.shared.get().elsewhere(owner, roles, this.homeSchema.get(), schemaOf(place));
	}

	/**
	 * Returns where the owner's connections to a place look for names without schema. A
	 * migration must not find a shared table where the tenant's own is missing.
	 * @param place the place
	 * @return names of schemas, that of its tables first
	 */
	public List<String> searchPath(Placement place) {
		return Stream.concat(Stream.of(schemaOf(place)), this.searchPathTail.stream()).toList();
	}

	private String schemaOf(Placement place) {
		return (place.schema() != null) ? place.schema() : this.homeSchema.get();
	}

	private void createSchema(DataSource owner) {
		JdbcClient.create(owner)
			.sql("create schema if not exists " + SqlIdentifier.quote(this.homeSchema.get()))
			.update();
	}

	private String compute() {
		Fingerprint fingerprint = new Fingerprint();
		this.scripts.feed(fingerprint);
		return fingerprint.add(this.shared.get().recipe()).add(this.homeSchema.get()).text();
	}

}
