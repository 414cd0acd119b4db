namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Where records wait that are not sent now, beyond the life of the process. A record that was taken from here stays here until it has come to its end, so that
/// whoever is killed before that leaves it to the next; sending a record twice changes nothing.
/// </summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal interface IRecordStore : IDisposable
{
    /// <summary>True after records found no room, until there is room for them.</summary>
    bool IsFull { get; }

    /// <summary>Whether an older version of the record may still lie here: then a newer one is stored behind it, not sent.</summary>
    bool MayHold(string externalId);

    /// <summary>Stores records that do not come from here, claimed by the caller, and gives their memory back; false, with nothing done, when there is no room.</summary>
    bool TryStore(IReadOnlyList<QueuedRecord> records);

    /// <summary>The oldest records that are not taken, with their <see cref="QueuedRecord.Place"/>; null when there are none at the moment. No record is taken while another version of it is on its way.</summary>
    /// <param name="outcomes">Told of what is given up on the way.</param>
    /// <param name="isOnItsWay">Whether a version of the record with this id is on its way.</param>
    List<QueuedRecord>? TryTake(Outcomes outcomes, Predicate<string> isOnItsWay);

    /// <summary>A record from here has come to its end.</summary>
    void Ended(in QueuedRecord record);

    /// <summary>A record from here is not sent now; its memory is given back.</summary>
    void PutBack(in QueuedRecord record);

    /// <summary>Keeps a record that Argilla refuses for good, for a person to look at; never throws.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Argilla's reason, without content.</param>
    void SetAside(in QueuedRecord record, string reason);
}
