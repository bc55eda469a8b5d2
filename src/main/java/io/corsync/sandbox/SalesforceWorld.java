package io.corsync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * An org in memory: its objects and rows, its clock, and everything that can be set about
 * it.
 */
final class SalesforceWorld {

	private static final ZoneId ZONE = ZoneId.of("America/Bogota");

	private final SampleOrg sample;

	private final Clock clock;

	private final OrgCredentials credentials;

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final Map<String, OrgTable> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final SalesforceSessions sessions = new SalesforceSessions(this);

	private final SalesforceLocators locators = new SalesforceLocators(this);

	private final SalesforceFaults faults = new SalesforceFaults();

	private final SalesforceLog log = new SalesforceLog();

	private final OrgPicklists picklists = new OrgPicklists();

	private final OrgChanges changes = new OrgChanges(this);

	private volatile OrgSettings settings = OrgSettings.defaults();

	private volatile Duration offset = Duration.ZERO;

	SalesforceWorld(SampleOrg sample, Clock clock, OrgCredentials credentials) {
		this.sample = sample;
		this.clock = clock;
		this.credentials = credentials;
		reset();
	}

	/**
	 * Brings back the sample data and all defaults, and ends every session and every
	 * wait.
	 */
	void reset() {
		write(() -> {
			this.tables.clear();
			OrgCatalog.objects().forEach((object) -> this.tables.put(object.name(), new OrgTable(object)));
			this.settings = OrgSettings.defaults();
			this.offset = Duration.ZERO;
			this.picklists.reset();
			this.sample.fill(this);
			return true;
		});
		this.sessions.endAll();
		this.locators.clear();
		this.faults.clear();
		this.log.clear();
	}

	/**
	 * Reads while nobody writes.
	 */
	<T> T read(Supplier<T> reading) {
		this.lock.readLock().lock();
		try {
			return reading.get();
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	/**
	 * Writes while nobody reads.
	 */
	<T> T write(Supplier<T> writing) {
		this.lock.writeLock().lock();
		try {
			return writing.get();
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	/**
	 * The org's time, in whole seconds as all its stamps are.
	 */
	Instant now() {
		return this.clock.instant().plus(this.offset).truncatedTo(ChronoUnit.SECONDS);
	}

	void offset(Duration ahead) {
		this.offset = ahead;
	}

	Duration offset() {
		return this.offset;
	}

	/**
	 * The zone of the org and of the integration's user.
	 */
	ZoneId zone() {
		return ZONE;
	}

	/**
	 * An object that the user may see, by its name in any case.
	 */
	@Nullable OrgObject object(String name) {
		OrgTable table = this.tables.get(name);
		return (table != null && !this.settings.hiddenObjects().contains(table.object().name())) ? table.object()
				: null;
	}

	boolean visible(OrgObject object, OrgField field) {
		return (!field.is(OrgTrait.MULTI_CURRENCY) || this.settings.multiCurrency())
				&& !this.settings.hiddenFields().contains(object.name() + "." + field.name());
	}

	OrgTable table(String object) {
		OrgTable table = this.tables.get(object);
		if (table == null) {
			throw new IllegalArgumentException("There is no object " + object);
		}
		return table;
	}

	Collection<OrgTable> tables() {
		return this.tables.values();
	}

	/**
	 * The one row of Organization.
	 */
	OrgRow organization() {
		return table("Organization").rows().iterator().next();
	}

	/**
	 * The row of the integration's user.
	 */
	OrgRow user() {
		OrgTable users = table("User");
		OrgField username = users.object().field("Username");
		return users.rows()
			.stream()
			.filter((row) -> this.credentials.username().equals(row.value(username)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The org has no user " + this.credentials.username()));
	}

	OrgSettings settings() {
		return this.settings;
	}

	/**
	 * Changes settings.
	 * @throws IllegalArgumentException if a name is wrong or the field cannot be hidden
	 */
	synchronized void settings(UnaryOperator<OrgSettings> change) {
		OrgSettings changed = change.apply(this.settings);
		changed.hiddenObjects().forEach(this::table);
		changed.hiddenFields().forEach(this::requireHideable);
		if (changed.sandbox() != this.settings.sandbox()) {
			OrgRow organization = organization();
			organization.set(organization.object().field("IsSandbox"), changed.sandbox());
		}
		this.settings = changed;
	}

	private void requireHideable(String name) {
		int dot = name.indexOf('.');
		OrgObject object = table(name.substring(0, Math.max(dot, 0))).object();
		if (!object.field(name.substring(dot + 1)).permissionable()) {
			throw new IllegalArgumentException(name + " is not subject to field-level security");
		}
	}

	/**
	 * Counts one call against the quota of the day.
	 */
	void countCall() {
		settings(OrgSettings::withOneMoreCall);
	}

	OrgCredentials credentials() {
		return this.credentials;
	}

	SalesforceSessions sessions() {
		return this.sessions;
	}

	SalesforceLocators locators() {
		return this.locators;
	}

	SalesforceFaults faults() {
		return this.faults;
	}

	SalesforceLog log() {
		return this.log;
	}

	OrgPicklists picklists() {
		return this.picklists;
	}

	OrgChanges changes() {
		return this.changes;
	}

}
