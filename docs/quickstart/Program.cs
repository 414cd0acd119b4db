Console.WriteLine("0 records written, 0 lost");
