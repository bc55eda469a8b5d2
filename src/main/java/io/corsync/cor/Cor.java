package io.corsync.cor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * COR's Integrations API; every method blocks its thread for the limiter, the call and
 * its bounded repetitions, may be called from any thread, and throws a
 * {@link CorException} when no call should follow.
 */
public interface Cor {

	/**
	 * Creates an entity: {@code POST}.
	 * @param kind what to create
	 * @param externalId our id of it
	 * @param payload all its fields
	 * @param permit asked last before each HTTP request
	 * @return what became of it
	 */
	CorAnswer create(Kind kind, String externalId, Payload payload, CallPermit permit);

	/**
	 * Changes the given fields of an entity and leaves the rest: {@code PUT}. Without
	 * fields it changes nothing and tells whether the entity is there.
	 * @param kind what to change
	 * @param externalId our id of it
	 * @param changes the fields to change
	 * @param permit asked last before each HTTP request
	 * @return what became of it
	 */
	CorAnswer update(Kind kind, String externalId, Payload changes, CallPermit permit);

	/**
	 * Takes a token, so that wrong credentials or an unreachable host show before any row
	 * is touched; does nothing while a valid token is there.
	 */
	void login();

	/**
	 * Shares the rate of calls with other processes, from now on.
	 * @param turns takes a turn of all of them if there is one; zero when it is taken,
	 * else how long to wait before asking again
	 */
	void share(Supplier<Duration> turns);

	/**
	 * Lets no call begin any more, and cuts those that are open when their time is over:
	 * they end as unclear.
	 * @param left how long they may still take
	 */
	void stop(Duration left);

	/**
	 * Goes through what COR's Main API lists of a kind, however it came there.
	 * @param kind client or project
	 * @param rows takes each
	 * @throws CorException when it cannot be read to its end
	 */
	default void list(Kind kind, Consumer<Listed> rows) {
		throw new CorException.Unavailable("COR's Main API is not read here", null, null);
	}

	/**
	 * Looks one entity up in COR's Main API.
	 * @param kind client or project
	 * @param corId COR's own id
	 * @return nothing when COR says that it is not there
	 * @throws CorException when COR does not say
	 */
	default Optional<Listed> find(Kind kind, String corId) {
		throw new CorException.Unavailable("COR's Main API is not read here", null, null);
	}

	/**
	 * The names of the clients that are in COR, however they came there, as far as they
	 * can be read within some seconds. Never fails.
	 * @return names, none when COR does not tell
	 */
	default List<String> clientNames() {
		return List.of();
	}

	/**
	 * How fast calls go, and what limits of COR's were met.
	 * @return the pace now
	 */
	default CorPace pace() {
		return CorPace.NONE;
	}

}
